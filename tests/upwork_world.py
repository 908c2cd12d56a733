"""What the tests of Upwork's account exports share: short rows in the two layouts of the statement, and earnings."""

from __future__ import annotations

from collections.abc import Sequence

REPORT_HEADER = (
    "Date,Transaction ID,Transaction type,Transaction summary,Transaction summary details,Description 1,Description 2,"
    "Description 3,Agency team,Freelancer,Client team,Account name,PO,Ref ID,Amount $,Amount in local currency,Currency,"
    "Current balance $,Payment method\n"
)
STATEMENT_HEADER = "Date,Ref ID,Type,Description,Agency,Freelancer,Team,Account Name,PO,Amount,Amount in local currency,Currency,Balance\n"
EARNINGS_HEADER = '"Date","Contract","Hours","Amount","Payment type"\n'
CONTRACTS_HEADER = "contract_id,client_id,freelancer_id,title,started_at,ended_at,platform\n"


def report_row(
    day: str,
    kind: str,
    amount: str,
    ref: str,
    link: str = "",
    team: str = "Acme Example",
    title: str = "Shop redesign",
    detail: str = "",
) -> str:
    """One row of the transaction report."""
    cells = [day, link, kind, title, "", "", detail, "", "", "Jo Example", team, "Jo Example", "", ref, amount]
    return _line([*cells, "", "", "0.00", ""])


def statement_row(day: str, kind: str, amount: str, ref: str, team: str = "Acme Example", text: str = "") -> str:
    """One row of the older statement."""
    return _line([day, ref, kind, text, "", "Jo Example", team, "Jo Example", "", amount, "", "", "0.00"])


def earnings_row(day: str, contract: str, amount: str, hours: str = "", kind: str = "") -> str:
    """One row of the earnings by contract."""
    return _line([day, contract, hours, amount, kind])


def contract_row(contract: str, client: str, title: str, start: str = "2026-01-01", end: str = "") -> str:
    """One contract of freelancer fl."""
    return _line([contract, client, "fl", title, start, end, "upwork"])


def _line(cells: Sequence[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


HOURLY = report_row("Sep 25, 2026", "Hourly", "$240.00", "901", "T1", detail="40.00 hours x $6.00 = $240.00")
FEE = report_row("Sep 25, 2026", "Service Fee", "-$24.00", "902", "T1", detail="$240.00 x 10.0% = $24.00")
