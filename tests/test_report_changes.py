"""What changed since the last run, in sentences; and each relationship's own part, the calendar, what hangs on whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from auditor.charts.eligibility_timeline import describe
from auditor.model.reporting import Limits
from auditor.model.results import AuditResult, Eligibility, Moved
from auditor.model.words import FindingStatus, State, Verdict
from auditor.printing import since_last
from auditor.report.changes import news
from auditor.report.sections.calendar.section import SECTION as CALENDAR
from auditor.report.sections.dependence.section import SECTION as DEPENDENCE
from auditor.report.sections.dossiers.section import SECTION as DOSSIERS
from auditor.report.wording import plainly
from tests import invented
from tests.support.running import audit

pytestmark = pytest.mark.usefixtures("undrawn")

LAST = date(2025, 6, 23)


def waiting(**changes: object) -> Eligibility:
    return invented.relationship(10, **changes)


def told(row: Eligibility, **before: object) -> list[str]:
    """The news of an audit of one relationship of which the last run said something else."""
    was = {
        "verdict": Verdict.WAIT,
        "eligible_on": row.eligible_on,
        "last_message_on": row.last_message_on,
        "last_paid_on": row.last_paid_on,
    }
    moved = Moved(row.platform, row.client_id, row.freelancer_id, **{**was, **before})  # type: ignore[arg-type]
    return news(invented.result(0, 0, eligibility=(row,), last_as_of=LAST, moved=(moved,), resolved=()))


MOVES = {
    "a message that restarted the clock": (
        waiting(governing_anchor="last_message", last_message_on=date(2025, 6, 29), eligible_on=date(2027, 6, 29), days_left=729),
        {"eligible_on": date(2026, 1, 15), "last_message_on": date(2024, 1, 15)},
        "The message of 29 June 2025 restarted the clock: it moved the day of Tall Ship Coffee from 15 January 2026 to 29 June 2027.",
    ),
    "a payment that restarted the clock": (
        waiting(governing_anchor="last_payment", last_paid_on=date(2025, 6, 28), eligible_on=date(2027, 6, 28), days_left=728),
        {"eligible_on": date(2026, 1, 15), "last_paid_on": date(2024, 1, 15)},
        "The payment of 28 June 2025 restarted the clock: it moved the day of Tall Ship Coffee from 15 January 2026 to 28 June 2027.",
    ),
    "a client who became free": (invented.relationship(8), {}, "Green Lane School is free now."),
    "a client who turned out to be a scam": (
        invented.relationship(0), {}, "Quick Riches Media: “Wait” became “Report the client and stop”.",
    ),
    "a client that the last run did not know": (waiting(), {"verdict": None}, "1 relationship is new."),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVES)
def test_the_news_name_what_moved_and_why(name: str) -> None:
    row, before, sentence = MOVES[name]
    assert sentence in told(row, **before)


def test_a_day_that_is_near_is_named_with_the_days_left() -> None:
    row = waiting(eligible_on=date(2025, 7, 30), days_left=30)
    assert "Tall Ship Coffee is free in 30 days, on 30 July 2025, if nothing new happens." in told(row)


def test_a_day_on_which_open_findings_still_stand_in_the_way_is_no_day_of_freedom() -> None:
    row = waiting(eligible_on=date(2025, 7, 30), days_left=30, blockers=("open_findings", "window_running"))
    held = "The period with Tall Ship Coffee ends in 30 days, on 30 July 2025, if nothing new happens; its open findings have to be cleared first, on that day too."
    assert held in told(row)
    (month,) = CALENDAR.context(invented.result(0, 0, eligibility=(row,)), Limits())["months"]
    assert month["days"][0]["beside"] == "its open findings have to be cleared first, on that day too"


def test_the_next_day_is_the_same_in_short_and_in_the_picture() -> None:
    disputed = replace(
        invented.relationship(1), state=State.ORIGIN_DISPUTED, verdict=Verdict.CONFIRM_ORIGIN, client_name="Jade",
        eligible_on=date(2026, 6, 28), days_left=363, blockers=("origin_disputed",),
    )  # fmt: skip
    later = waiting(eligible_on=date(2027, 5, 30), days_left=699)
    result = invented.result(0, 0, eligibility=(later, disputed))
    (said,) = [one for one in news(result) if "if nothing new happens" in one]
    assert said.startswith("The period with Jade ends in 363 days, on 28 June 2026")
    assert said.endswith("; unless the disputed origin is cleared up.")
    assert "The next one is on 28 June 2026" in describe(result)


def test_the_first_audit_says_that_there_is_nothing_to_compare_with() -> None:
    assert news(invented.result(2, 3))[0].startswith("This is the first audit of this store")


def test_without_a_store_no_audit_is_its_first() -> None:
    result = invented.result(2, 3, is_kept=False)
    assert news(result)[0].startswith("No store is kept on Spark")
    assert "first audit" not in " ".join(news(result)) + since_last(result)


def test_new_and_gone_findings_are_counted_against_the_last_run() -> None:
    result = replace(invented.result(2, 6), last_as_of=LAST)
    new = sum(one.status is FindingStatus.NEW for one in result.findings)
    assert (
        news(result)[0]
        == f"{new} findings are new since the last audit, as of 23 June 2025; 1 finding of it no longer there."
    )


CONTRACT = "contract_id,client_id,freelancer_id,started_at,ended_at,status,kind,platform\nk1,anna,me,2023-01-08,2023-05-01,ended,fixed,upwork\n"
PAYMENT = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind\np1,anna,me,k1,2023-04-30,200.00,USD,20.00,fixed\n"
MESSAGE = "message_id,client_id,freelancer_id,sender,sent_at,body\nm1,anna,me,client,2023-05-02T09:00:00Z,Thank you\n"


def test_a_message_between_two_audits_is_told_as_what_restarted_the_clock(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "contracts.csv").write_text(CONTRACT)
    (exports / "payments.csv").write_text(PAYMENT)
    (exports / "messages.csv").write_text(MESSAGE)
    audit(exports, tmp_path, "2024-03-01")
    assert "This is the first audit of this store" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    (exports / "messages.csv").write_text(MESSAGE + "m2,anna,me,client,2024-03-02T09:00:00Z,How are you?\n")
    audit(exports, tmp_path, "2024-03-03")
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert (
        "The message of 2 March 2024 restarted the clock: it moved the day of anna from 2 May 2025 to 2 March 2026."
        in report
    )


def test_reasons_name_rules_by_their_titles_and_other_readings_apart() -> None:
    reason = "2 findings of scam.new_client_pressure, own.rule; other readings differ: upwork-terms 2022 since 2 October 2025 (exit fee $1,184.60), upwork-guide gives no day (exit fee not known)."
    found = plainly(reason, {"scam.new_client_pressure": "A new client presses"})
    assert found.main == "2 findings of “A new client presses”, own.rule."
    assert found.readings == (
        "upwork-terms 2022 since 2 October 2025 (exit fee $1,184.60)",
        "upwork-guide gives no day (exit fee not known)",
    )


def test_the_relationships_that_need_an_act_come_one_by_one_with_history_and_risk() -> None:
    parts = DOSSIERS.context(invented.result(12, 24), Limits())["parts"]
    assert [part["client"] for part in parts[:2]] == ["Quick Riches Media", "Harbour Maps"]
    history, risk = parts[0]["charts"]
    assert ("29 June 2025", "messages") not in history["rows"] and ("10 June 2025", "a contract ends") in history[
        "rows"
    ]
    assert risk["rows"][-1] == ("Risk", "90 of 100")


def test_at_most_fifty_come_one_by_one_and_the_rest_is_counted() -> None:
    context = DOSSIERS.context(invented.result(120, 0), Limits())
    assert len(context["parts"]) == 50
    assert (
        context["more"]
        == sum(row.risk > 0 or row.verdict is not Verdict.WAIT for row in invented.result(120, 0).eligibility) - 50
    )


def test_the_calendar_has_coming_days_by_month_and_says_who_is_free_already() -> None:
    months = CALENDAR.context(invented.result(12, 0), Limits())["months"]
    named = [(month["name"], [day["client"] for day in month["days"]]) for month in months]
    assert named[1] == ("January 2026", ["Tall Ship Coffee"]) and named[-1] == ("June 2027", ["Quick Riches Media"])
    (paid,) = (day for month in months for day in month["days"] if day["client"] == "Marigold Apps")
    assert invented.relationship(11).state is State.FEE_PAID and "free already" in paid["beside"]
    assert months[1]["days"][0]["beside"] == ""


def dependent(herfindahl: float) -> AuditResult:
    row = {"currency": "USD", "is_converted": False, "income": 1200, "fees": 120, "clients": 3, "herfindahl": herfindahl, "client_id": "c-001",
           "largest_share": 0.5, "platform": "upwork", "platform_share": 1.0, "new_client_months": 2, "balance": 300, "balance_on": date(2025, 6, 1)}  # fmt: skip
    money = dict.fromkeys(("income", "fees", "balance"), pl.Decimal(18, 2))
    return invented.result(3, 0, frames={"dependence": pl.DataFrame([row], schema_overrides=money)})


@pytest.mark.parametrize(
    ("herfindahl", "words"), [(0.1, "spread over many"), (0.3, "hangs on a few"), (0.8, "one or two clients")]
)
def test_income_at_risk_and_dependence_are_told_in_plain_words(herfindahl: float, words: str) -> None:
    (entry,) = DEPENDENCE.context(dependent(herfindahl), Limits())["entries"]
    assert entry["sentence"] == "If you lost this account, $1,500.00 from 3 clients would be at stake."
    assert ("Largest client", "Harbour Maps, 50% of it") in entry["facts"]
    assert words in dict(entry["facts"])["How concentrated"]


POLICIES = {
    "another policy": ({"name": "upwork-terms", "version": "2020-06-26"}, "the last one judged by upwork-terms 2020-06-26: "),
    "another version": ({"version": "2019-01-01"}, "the last one judged by {name} 2019-01-01: "),
    "another text of the same version": ({"sha256": "0" * 64}, "The text of the policy {name} {version} is another one than in the last audit"),
    "the same policy": ({}, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", POLICIES)
def test_a_policy_that_changed_between_two_runs_is_said_in_short(case: str) -> None:
    changes, said = POLICIES[case]
    now = invented.result(1, 0, last_as_of=LAST, moved=(), resolved=())
    text = " ".join(news(replace(now, last_policy=replace(now.policy, **changes))))
    wanted = said.format(name=now.policy.name, version=now.policy.version)
    assert wanted in text and ("for that alone" in text) == bool(said)
    assert "for that alone" not in " ".join(news(now))


def test_two_audits_by_different_policies_say_so(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "contracts.csv").write_text(
        "contract_id,client_id,freelancer_id,started_at,ended_at,platform\nk1,c,me,2023-01-01,2023-02-01,upwork\n"
    )
    audit(exports, tmp_path, "2025-01-31")
    audit(exports, tmp_path, "2025-01-31", "--policy", "upwork-terms-2020-06-26")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "This audit judges by upwork-terms 2020-06-26, the last one judged by upwork-guide 2025-10-01" in page
