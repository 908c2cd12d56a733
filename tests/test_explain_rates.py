"""explain prints all rows of a finding that rests on exchange rates, without being given them again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.support.running import audit, auditor

WEEKS, TALK = 12, 10


def exports(folder: Path) -> Path:
    """Twelve weeks of work billed in euros and, at the end, a little in dollars, with ten messages in each."""
    folder.mkdir()
    paid, said = [], []
    for week in range(WEEKS):
        day = date(2025, 1, 6) + timedelta(weeks=week)
        amount, currency = ("400", "EUR") if week < 8 else ("40", "USD")
        paid.append(f"p{week},c,f,k1,{day},{amount},{currency},hourly")
        for place in range(TALK):
            sender = ("client", "freelancer")[place % 2]
            said.append(f"m{week}-{place},c,f,{sender},{day}T{8 + place:02}:00:00Z,On with the next part.")
    texts = {
        "contracts": [
            "contract_id,client_id,freelancer_id,title,kind,status,started_at",
            "k1,c,f,Work,hourly,active,2025-01-06",
        ],
        "payments": ["payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind", *paid],
        "messages": ["message_id,client_id,freelancer_id,sender,sent_at,body", *said],
    }
    for name, lines in texts.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_all_rows_are_found_with_the_rates_of_the_audit(tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2025-01-01,EUR,1.10\n", encoding="utf-8")
    inputs, store = exports(tmp_path / "exports"), tmp_path / "store.duckdb"
    audited = audit(inputs, tmp_path, "2025-03-31", "--rates", str(rates))
    (drop,) = [one["finding_id"] for one in audited.findings if one["rule_id"] == "behaviour.activity_drop"]
    told = auditor("explain", drop, "--db", store)
    # One contract, every payment, every message.
    assert told.status == 0 and f"Rows ({1 + WEEKS + WEEKS * TALK})" in told.out
    # The rates may be gone from their file by then; those of another audit are not mixed in.
    rates.unlink()
    assert auditor("explain", drop, "--db", store).out == told.out
    again = audit(inputs, tmp_path, "2025-03-31")
    assert not [one for one in again.findings if one["rule_id"] == "behaviour.activity_drop"]
