"""Income at risk with the balance not withdrawn, break-even, fee signs and income.csv: one story worked by hand, seen wherever it is told.

As of 30 June 2026. Acme paid 6,000 with 600 of fees and got 500 back with 50 of them, written without a sign; Beta paid
2,000 with 200. Income: 6,000 - 500 + 2,000 = 7,500. The last row shows a balance of 1,500: 9,000 are at risk. Leaving with
Acme saves 600 - 50 = 550 a year, and 550 / 9,000 = 6.1 %.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.deciding.exposure import Exposure, break_even, sentence
from auditor.model.words import Actor
from tests.support.running import Audited, audit, auditor
from tests.test_deciding import FREE

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2026-06-30"
FILES = {
    "contracts": """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,acme,me,2025-09-01,,hourly,upwork
k2,beta,me,2025-09-01,,hourly,upwork
""",
    "payments": """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,Balance
p1,acme,me,k1,2025-12-31,6000.00,USD,600.00,hourly,"6,000.00"
p2,acme,me,k1,2026-01-01,-500.00,USD,50.00,refund,
p3,beta,me,k2,2026-06-20,2000.00,USD,200.00,hourly,"1,500.00"
""",
    "messages": """message_id,client_id,freelancer_id,sender,sent_at,body
m1,acme,me,client,2026-06-25T10:00:00Z,"I would like to pay you outside the platform, directly to your PayPal account."
m2,beta,me,client,2026-06-25T10:00:00Z,Thank you!
""",
}
PAYS = (
    "at most $550.00 of fees a year could be saved, against $9,000.00 at risk; "
    "it does not pay once losing the account is likelier than 6.1%."
)
AT_RISK = "$7,500.00 of 12 months and an unwithdrawn balance of $1,500.00 on 20 June 2026, from 2 clients;"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("risk")


@pytest.fixture(scope="module")
def audited(work: Path) -> Iterator[Audited]:
    folder = work / "exports"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    yield audit(folder, work, AS_OF)


def test_decide_tells_balance_and_break_even(audited: Audited, work: Path) -> None:
    text = auditor("decide", "acme", "--db", work / "store.duckdb", "--as-of", AS_OF).out
    assert PAYS in " ".join(text.split())
    other = auditor("decide", "beta", "--db", work / "store.duckdb", "--as-of", AS_OF, "--format", "json").out
    ((row,), where) = json.loads(other), "beta asked for nothing"
    assert not any("likelier" in reason for reason in row["verdict_reasons"]), where
    assert (row["income_at_risk"][0]["balance"], row["income_at_risk"][0]["balance_on"]) == ("1500.00", "2026-06-20")


def test_eligibility_tells_balance_and_break_even(audited: Audited, work: Path) -> None:
    assert AT_RISK in auditor("eligibility", "--db", work / "store.duckdb", "--as-of", AS_OF).out
    reasons = {row["client_id"]: row["verdict_reasons"] for row in audited.eligibility}
    assert any(reason.endswith(PAYS) for reason in reasons["acme"])


def test_the_report_tells_balance_and_break_even(audited: Audited, work: Path) -> None:
    page = (work / "out" / "report.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Not withdrawn yet $1,500.00 on 20 June 2026" in text
    assert "If you lost this account, $9,000.00 from 2 clients would be at stake." in text
    assert PAYS in text


def test_a_refund_gives_its_fee_back_in_income_csv_and_on_the_page(audited: Audited, work: Path) -> None:
    with (work / "out" / "income.csv").open(encoding="utf-8", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert rows == [
        ("2025", "upwork", "acme", "USD", "6000.00", "600.00", "5400.00", "0.00"),
        ("2026", "upwork", "acme", "USD", "-500.00", "-50.00", "-450.00", "0.00"),
        ("2026", "upwork", "beta", "USD", "2000.00", "200.00", "1800.00", "0.00"),
    ]
    page = (work / "out" / "report.html").read_text(encoding="utf-8")
    # 2026: 2,000 billed, 500 given back, 200 - 50 of fees, 1,500 - 150 net.
    wanted = ["2026", "$2,000.00", "$500.00", "$150.00", "$1,350.00", "$0.00", "$0.00"]
    assert wanted in [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", line) for line in page.split("\n")]


def test_balances_of_several_currencies_are_converted_at_the_rate_of_their_day(tmp_path: Path) -> None:
    """As above, and 1,000 EUR of gamma with a balance of 400 EUR at 1.10: 1,500 + 440 = 1,940 beside 7,500 + 1,100."""
    folder = tmp_path / "exports"
    folder.mkdir()
    euros = 'p4,gamma,me,k3,2026-06-10,1000.00,EUR,100.00,hourly,"400.00"\n'
    for name, content in FILES.items():
        more = euros if name == "payments" else ""
        (folder / f"{name}.csv").write_text(content + more, encoding="utf-8")
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2026-01-01,EUR,1.10\n", encoding="utf-8")
    told = auditor("ingest", folder, "--db", tmp_path / "store.duckdb")
    assert told.status == 0, told.err
    asked = ("--db", tmp_path / "store.duckdb", "--as-of", AS_OF)
    (row,) = json.loads(auditor("decide", "beta", *asked, "--rates", rates, "--format", "json").out)
    found = {(one["currency"], one["is_converted"]): (one["income"], one["balance"]) for one in row["income_at_risk"]}
    assert found == {
        ("USD", False): ("7500.00", "1500.00"),
        ("EUR", False): ("1000.00", "400.00"),
        ("USD", True): ("8600.00", "1940.00"),
    }


def test_a_fee_on_an_expense_counts_in_income_csv_as_in_fees_paid(tmp_path: Path) -> None:
    """100 billed with 10 of fees in 2025; an expense of 30 with a fee of 3 then, and one of 40 with 4 alone in 2026; 17 in all."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "payments.csv").write_text(
        """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,platform
p1,acme,me,k1,2025-05-01,100.00,USD,10.00,fixed,upwork
p2,acme,me,k1,2025-05-02,30.00,USD,3.00,expense,upwork
p3,acme,me,k1,2025-05-03,20.00,USD,,expense,upwork
p4,acme,me,k1,2026-02-01,40.00,USD,4.00,expense,upwork
""",
        encoding="utf-8",
    )
    told = audit(folder, tmp_path, AS_OF)
    with (tmp_path / "out" / "income.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["year"], row["gross"], row["fees"], row["net"]) for row in csv.DictReader(file)]
    assert rows == [("2025", "100.00", "13.00", "87.00"), ("2026", "0.00", "4.00", "-4.00")]
    assert [row["fees_paid"] for row in told.eligibility] == ["17.00"]


CONTRACTS = "contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform\nk1,acme,me,2025-01-10,2025-02-28,fixed,upwork\n"
PAID = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind\np1,acme,me,k1,2025-02-28,5000,USD,500,fixed\n"
# As of 1 March 2026 the 12 months begin on 2 March 2025: the payment lies before them, the refund inside.
REFUNDED = {
    "a refund alone": (
        "p2,acme,me,k1,2025-03-20,-5000,USD,-500,refund\n",
        "Income at risk: $0.00 of 12 months; refunds outweigh the income of these months by $5,000.00.",
        "If you lost this account, $0.00 would be at stake; refunds outweigh the income of these months by $5,000.00",
    ),
    "a payment that was given back whole": (
        "p2,acme,me,k1,2025-03-20,-800,USD,-80,refund\np3,acme,me,k1,2025-03-10,800,USD,80,fixed\n",
        "Income at risk: $0.00 of 12 months; refunds gave back all income of these months.",
        "If you lost this account, $0.00 would be at stake; refunds gave back all income of these months",
    ),
    "a refund that outweighs what another client paid": (
        "p2,acme,me,k1,2025-03-20,-5000,USD,-500,refund\np3,beta,me,,2025-04-01,1500,USD,150,fixed\n",
        "Income at risk: $0.00 of 12 months, from 1 client (refunds outweigh the income of these months by $3,500.00); "
        "the largest, beta, brings 100% (Herfindahl index 1.00); 100% comes through",
        "If you lost this account, $0.00 from 1 client would be at stake; refunds outweigh the income of these months by $3,500.00",
    ),
    "a refund that takes a part of what another client paid": (
        "p2,acme,me,k1,2025-03-20,-500,USD,-50,refund\np3,acme2,me,k3,2025-04-01,1500,USD,150,fixed\n",
        "Income at risk: $1,000.00 of 12 months, from 1 client; the largest, acme2, brings 100% (Herfindahl index 1.00); 100% comes through",
        "If you lost this account, $1,000.00 from 1 client would be at stake",
    ),
}


@pytest.mark.parametrize("name", REFUNDED)
def test_refunds_leave_no_income_below_nothing(name: str, tmp_path: Path) -> None:
    payments, told, page = REFUNDED[name]
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "contracts.csv").write_text(
        f"{CONTRACTS}k3,acme2,me,2025-03-10,2025-04-10,fixed,upwork\n", encoding="utf-8"
    )
    (folder / "payments.csv").write_text(f"{PAID}{payments}", encoding="utf-8")
    audit(folder, tmp_path, "2026-03-01")
    asked = ("--db", tmp_path / "store.duckdb", "--as-of", "2026-03-01")
    for command in (("eligibility",), ("decide", "acme")):
        said = auditor(*command, *asked).out
        assert told in said and "Income at risk: −" not in said, said
    written = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    section = " ".join(re.sub(r"<[^>]+>", " ", written).split())
    assert page in section and ("Largest client" in section) is ("from 1 client" in page)


TOTAL = Exposure("USD", False, Decimal(10_000), Decimal(1_000), 1, 1.0, "c1", 1.0, "upwork", 1.0, 0)
WEIGHED = {
    "fees of a tenth": (Decimal(1_000), "likelier than 10.0%"),
    "a thousandth is still said in per cent": (Decimal(10), "likelier than 0.1%"),
    "less than a thousandth is said as one in so many": (Decimal(4), "likelier than one in 2,500"),
    "no fees seen": (Decimal(0), "show no fees of 12 months that could be saved, against $10,000.00 at risk; it does not pay"),
    "fees that no export tells": (None, "what could be saved is not known"),
    "fees given back": (Decimal(-3), "show no fees of 12 months that could be saved"),
    "more fees than stand at risk": (Decimal(12_000), "but the rules forbid it all the same"),
}  # fmt: skip


@pytest.mark.parametrize("name", WEIGHED)
def test_break_even_is_a_sensible_sentence(name: str) -> None:
    fees, words = WEIGHED[name]
    text = break_even(replace(FREE, billed_now=Decimal(100), fees_now=fees), Actor.CLIENT, [TOTAL], "USD")
    assert text is not None and words in text and "than 0.0%" not in text and text.endswith(".")


def test_without_income_or_ask_nothing_is_weighed() -> None:
    billed = replace(FREE, billed_now=Decimal(100), fees_now=Decimal(10))
    assert break_even(billed, None, [TOTAL], "USD") is None
    assert break_even(billed, Actor.CLIENT, [replace(TOTAL, income=Decimal(-5))], "USD") is None


def test_one_client_is_not_clients() -> None:
    lying = replace(TOTAL, balance=Decimal(5), balance_on=date(2026, 6, 1))
    assert "an unwithdrawn balance of $5.00 on 1 June 2026, from 1 client; the largest" in sentence(lying)
