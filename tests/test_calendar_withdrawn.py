"""A day that an earlier calendar of the store held and that no longer holds is taken back in the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar

from auditor import rooms
from auditor.engines.duckdb import Engine
from auditor.engines.parts import migrating
from auditor.model.calendars import MOST, Entry, entry_number
from auditor.model.ordering import relationship_key
from auditor.model.results import AuditResult
from auditor.model.words import Redaction
from auditor.redacting import only, redact
from tests import invented
from tests.support.running import audit, auditor

CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,acme,ann,2024-06-01,2024-12-01,hourly,upwork
k2,bolt,ann,2024-06-01,2024-12-01,hourly,upwork
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p1,acme,ann,k1,2025-01-01,500.00,USD,50.00,hourly
p2,bolt,ann,k2,2025-02-01,500.00,USD,50.00,hourly
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m1,acme,ann,client,2024-12-20T10:00:00Z,Thank you.
m2,bolt,ann,client,2024-12-20T10:00:00Z,Thank you.
"""
OPEN = "k9,acme,ann,2026-04-01,,hourly,upwork\n"
OVER = "k9,acme,ann,2026-04-01,2026-07-02,hourly,upwork\n"
# Nobody paid for it, so that the day comes back when it is over.
DAY = date(2027, 1, 1)


def store(work: Path, more: str, as_of: str, *options: str) -> dict[str, dict[str, object]]:
    """Audit the exports with these further contracts; the events of the calendar by the client that they name."""
    folder = work / "exports"
    folder.mkdir(exist_ok=True)
    for name, text in {"contracts": CONTRACTS + more, "payments": PAYMENTS, "messages": MESSAGES}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert audit(folder, work, as_of, *options).ended.status == 0
    return events((work / "out" / "eligibility.ics").read_bytes())


def events(content: bytes) -> dict[str, dict[str, object]]:
    read = vobject.readOne(content.decode("utf-8"))
    # A second library complains by an exception.
    read.behavior.validate(read, raiseException=True)
    return {
        str(one["SUMMARY"]).partition(":")[0]: {
            "uid": str(one["UID"]), "number": int(one["SEQUENCE"]), "on": one["DTSTART"].dt,
            "cancelled": str(one.get("STATUS", "")) == "CANCELLED", "reminders": len(one.walk("VALARM")),
        }
        for one in Calendar.from_ical(content).walk("VEVENT")
    }  # fmt: skip


def test_a_day_is_withdrawn_stays_so_and_comes_back(tmp_path: Path) -> None:
    first = store(tmp_path, "", "2026-03-01")
    assert first["acme"] == {**first["acme"], "on": DAY, "cancelled": False, "reminders": 1}
    gone = store(tmp_path, OPEN, "2026-06-30")
    assert gone["acme"] == {
        "uid": first["acme"]["uid"], "number": gone["acme"]["number"], "on": DAY, "cancelled": True, "reminders": 0,
    }  # fmt: skip
    assert int(str(gone["acme"]["number"])) > int(str(first["acme"]["number"]))
    assert not gone["bolt"]["cancelled"]
    again = store(tmp_path, OPEN, "2026-07-01")
    assert again["acme"] == gone["acme"], "it stays withdrawn, and is no news"
    back = store(tmp_path, OVER, "2026-07-03")
    assert back["acme"]["uid"] == first["acme"]["uid"] and not back["acme"]["cancelled"]
    assert int(str(back["acme"]["number"])) > int(str(gone["acme"]["number"]))


def test_a_forgotten_client_does_not_come_back_as_a_withdrawn_entry(tmp_path: Path) -> None:
    assert "acme" in store(tmp_path, "", "2026-03-01")
    assert auditor("forget", "acme", "--yes", "--db", tmp_path / "store.duckdb").status == 0
    ended = auditor("report", "--db", tmp_path / "store.duckdb", "--out", tmp_path / "out", "--as-of", "2026-06-30")
    assert ended.status == 0, ended.err
    assert set(events((tmp_path / "out" / "eligibility.ics").read_bytes())) == {"bolt"}


def result(on: date | None, days: int, *entries: Entry) -> AuditResult:
    one = invented.result(0, 0, eligibility=(invented.relationship(0, eligible_on=on),), entries=entries)
    return replace(one, as_of=date.fromordinal(invented.AS_OF.toordinal() + days))


def rendered(one: AuditResult) -> bytes:
    content: bytes = rooms.discover("auditor.exports", "EXPORT")["calendar"].render(one)
    return content


LATER = date(2028, 1, 1)


@pytest.mark.parametrize("days", [0, 1], ids=["on the same day", "on a later day"])
def test_numbers_rise_whenever_the_entry_changes(days: int) -> None:
    """There, gone, there again, on one day of audit too."""
    # Imported here: the steps of an audit, one by one.
    from auditor.auditing import entries
    from auditor.auditing.record import eligibility_frame

    seen = []
    with Engine.in_memory() as engine:
        for number, on in enumerate((LATER, None, None, LATER, LATER)):
            now = result(on, days * number)
            noted = entries.noted(engine, now.eligibility, now.as_of)
            engine.execute("DELETE FROM eligibility")
            engine.append("eligibility", eligibility_frame(now.eligibility))
            entries.store(engine, noted, now.as_of)
            (event,) = events(rendered(replace(now, entries=noted))).values()
            seen.append((event["cancelled"], int(str(event["number"])), event["on"]))
    assert [cancelled for cancelled, _, _ in seen] == [False, True, True, False, False]
    numbers = [number for _, number, _ in seen]
    assert numbers[0] < numbers[1] == numbers[2] < numbers[3] <= numbers[4] <= MOST
    assert {on for _, _, on in seen} == {LATER}


def test_a_day_that_has_passed_is_history() -> None:
    from auditor.auditing import entries

    key = relationship_key(invented.relationship(0))
    with Engine.in_memory() as engine:
        engine.execute(
            "INSERT INTO calendar_entries VALUES ($platform, $client, $freelancer, DATE '2025-01-01', 7, FALSE)",
            dict(zip(("platform", "client", "freelancer"), key, strict=True)),
        )
        assert entries.noted(engine, (invented.relationship(0, eligible_on=None),), date(2025, 1, 1)) == ()
        (gone,) = entries.noted(engine, (invented.relationship(0, eligible_on=None),), date(2024, 12, 31))
    assert gone.withdrawn and gone.number > 7


def test_a_withdrawn_entry_names_nobody_under_full_redaction_and_nobody_else_about_one_client() -> None:
    other = Entry("upwork", "zenobia-77", "ann", LATER, 5, withdrawn=True)
    own = Entry(*relationship_key(invented.relationship(0)), LATER, 5, withdrawn=True)
    one = result(None, 0, other, own)
    shown = rendered(redact(one, Redaction.FULL))
    assert shown.count(b"STATUS:CANCELLED") == 2 and b"zenobia" not in shown
    alone = rendered(only(one, own.client_id))
    assert alone.count(b"STATUS:CANCELLED") == 1 and b"zenobia" not in alone


def test_a_store_of_an_older_auditor_knows_the_days_of_its_last_calendar() -> None:
    """The script that adds the table takes them from the eligibility that the last run kept."""
    from auditor.auditing.record import eligibility_frame

    with Engine.in_memory() as engine:
        now = result(LATER, 0)
        engine.append("eligibility", eligibility_frame(now.eligibility))
        engine.execute("INSERT INTO runs (run_id, as_of) VALUES ('r', $as_of)", {"as_of": now.as_of})
        engine.execute("DROP TABLE calendar_entries")
        for statement in migrating.scripts()[7].read_text(encoding="utf-8").split(";"):
            if statement.strip():
                engine.execute(statement)
        kept = engine.rows("SELECT client_id, free_on, number, withdrawn FROM calendar_entries")
    assert kept == [(now.eligibility[0].client_id, LATER, entry_number(LATER, now.as_of), False)]
