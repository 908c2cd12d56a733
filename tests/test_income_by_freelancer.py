"""Several freelancers in one store: whoever loses an account loses the income of that account, not that of the others.

As of 30 June 2026, each paid within the 12 months before. Ann: 4,000 of acme with 400 of fees, 6,000 of beta. Bob: 50,000 of
gamma. Cleo: 1,000 EUR of delta at 1.10. Leaving with acme saves ann 400, and 400 / 10,000 = 4 %; of all together it would be
400 / 61,100 = 0.7 %.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.running import Audited, audit, auditor

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2026-06-30"
FILES = {
    "contracts": """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,acme,ann,2025-09-01,,hourly,upwork
k2,beta,ann,2025-09-01,,hourly,upwork
k3,gamma,bob,2025-09-01,,hourly,upwork
k4,delta,cleo,2025-09-01,,hourly,upwork
""",
    "payments": """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,Balance
p1,acme,ann,k1,2026-01-05,4000.00,USD,400.00,hourly,
p2,beta,ann,k2,2026-01-06,6000.00,USD,600.00,hourly,
p3,gamma,bob,k3,2026-01-07,50000.00,USD,5000.00,hourly,"700.00"
p4,delta,cleo,k4,2026-01-08,1000.00,EUR,100.00,hourly,
""",
    "messages": """message_id,client_id,freelancer_id,sender,sent_at,body
m1,acme,ann,client,2026-06-25T10:00:00Z,"I would like to pay you outside the platform, directly to your PayPal account."
m2,delta,cleo,client,2026-06-25T10:00:00Z,"I would like to pay you outside the platform, directly to your PayPal account."
""",
}
PAYS = "against $10,000.00 at risk; it does not pay once losing the account is likelier than 4.0%."
ANN = "Income at risk of ann: $10,000.00 of 12 months, from 2 clients; the largest, beta, brings 60%"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("several")


@pytest.fixture(scope="module")
def audited(work: Path) -> Iterator[Audited]:
    folder = work / "exports"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    (work / "rates.csv").write_text("date,currency,rate\n2026-01-01,EUR,1.10\n", encoding="utf-8")
    yield audit(folder, work, AS_OF)


def asked(work: Path, *words: str) -> str:
    ended = auditor(*words, "--db", str(work / "store.duckdb"), "--as-of", AS_OF)
    assert ended.status == 0, ended.err
    return ended.out


def page(folder: Path, of: str = "") -> str:
    """The words of the report, or of the section that begins at the id `of`."""
    text = (folder / "report.html").read_text(encoding="utf-8")
    if of:
        text = text.partition(f'id="{of}"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_decide_weighs_an_ask_against_the_income_of_its_own_freelancer(audited: Audited, work: Path) -> None:
    text = asked(work, "decide", "acme")
    assert PAYS in text and ANN in text and "of bob" not in text
    (row,) = json.loads(asked(work, "decide", "acme", "--format", "json"))
    (own,) = row["income_at_risk"]
    assert (own["freelancer_id"], own["income"], own["clients"], own["balance"]) == ("ann", "10000.00", 2, None)


def test_eligibility_tells_the_income_of_each(audited: Audited, work: Path) -> None:
    text = asked(work, "eligibility")
    assert (
        ANN in text and "Income at risk of bob: $50,000.00 of 12 months and an unwithdrawn balance of $700.00" in text
    )
    assert "Income at risk of cleo: 1,000.00 EUR" in text and "Income at risk:" not in text


def test_the_report_tells_the_income_of_each_and_never_a_sum(audited: Audited, work: Path) -> None:
    text = page(work / "out")
    assert PAYS in text and "If you lost this account" not in text
    section = page(work / "out", "dependence-heading")
    assert "60,000" not in section and "61,100" not in section
    assert section.index("bob $50,700.00, $700.00 of it not withdrawn 1 gamma, 100%") < section.index(
        "ann $10,000.00 2 beta, 60%"
    )
    (reason,) = (one for row in audited.eligibility for one in row["verdict_reasons"] if "likelier" in one)
    assert reason.endswith(PAYS), "delta's euros cannot be weighed without a rate"


def test_who_is_paid_in_another_currency_alone_is_weighed_where_rates_are_known(audited: Audited, work: Path) -> None:
    text = asked(work, "decide", "delta", "--rates", str(work / "rates.csv"))
    # 1,000 EUR and 100 EUR of fees at 1.10.
    assert "at most $110.00 of fees a year could be saved, against $1,100.00 at risk" in text
    assert "Income at risk of cleo (all currencies converted): $1,100.00" in text


def test_as_one_account_the_income_is_one_sum_everywhere(audited: Audited, work: Path) -> None:
    one, rates = "--as-one-account", ("--rates", str(work / "rates.csv"))
    assert "against $61,800.00 at risk" in asked(work, "decide", "acme", one, *rates)
    assert "Income at risk (all currencies converted): $61,100.00" in asked(work, "eligibility", one, *rates)
    asked(work, "report", one, *rates, "--out", str(work / "one"))
    assert "If you lost this account, $61,800.00 from 4 clients would be at stake" in page(work / "one")


def test_full_redaction_names_no_freelancer_in_the_lines_of_income(audited: Audited, work: Path) -> None:
    asked(work, "report", "--redact", "full", "--out", str(work / "full"))
    section = page(work / "full", "dependence-heading")
    assert "$50,700.00" in section and not re.search(r"\b(ann|bob|cleo|acme|beta|gamma|delta)\b", section)


def test_of_many_freelancers_those_with_the_most_income_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    lines = (f"p{n},c{n},f{n:02},2026-01-05,{100 + n}.00,USD,1.00,fixed,upwork" for n in range(40))
    head = "payment_id,client_id,freelancer_id,paid_at,amount,currency,fee,kind,platform"
    (folder / "payments.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    audit(folder, tmp_path, AS_OF)
    text = asked(tmp_path, "eligibility")
    assert "of f39: $139.00" in text and "of f20:" in text and "of f19:" not in text
    assert "20 freelancers more with income" in text
    assert "And 10 more with income" in page(tmp_path / "out")
