"""Under full redaction a row has one number in the whole archive, so that a reader ties each finding to its payment; and a
refusal, which speaks for the freelancer, stays readable where values are masked."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.model.results import Evidence
from auditor.model.words import Redaction
from auditor.redacting import redact
from tests import invented
from tests.support.running import audit, auditor

# The ids x5 and x6 stand in several tables, and the order of ids is not the order of time.
CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
x5,grumbold,ann,2025-02-01,2025-06-01,hourly,upwork
a1,other,ann,2024-02-01,2024-06-01,hourly,upwork
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel
x6,grumbold,ann,x5,2025-02-20,800.00,USD,80.00,hourly,
x5,grumbold,ann,x5,2025-03-20,700.00,USD,70.00,hourly,
p9,grumbold,ann,x5,2025-03-25,-100.00,USD,-10.00,refund,
p1,grumbold,ann,,2025-07-20,500.00,USD,,fixed,paypal
p0,other,ann,a1,2024-03-20,900.00,USD,90.00,hourly,
"""
IBAN = "GB29 NWBK 6016 1331 9268 19"
NO = "Sorry, I can't take payment outside of Upwork."
MESSAGES = f"""message_id,client_id,freelancer_id,sender,sent_at,body
x9,grumbold,ann,client,2025-05-10T10:00:00Z,"Please pay by bank, my IBAN {IBAN}, let us work outside Upwork"
x6,grumbold,ann,freelancer,2025-05-11T10:00:00Z,"{NO}"
m1,grumbold,ann,client,2025-05-12T10:00:00Z,Write to jo@grumbold-mail.com then.
x5,grumbold,ann,client,2025-05-13T10:00:00Z,Good morning.
"""
RELATIONSHIPS = "client_id,freelancer_id,origin,first_met_at,evidence\ngrumbold,ann,off_platform,2025-03-01,a card\n"
REPORTS = "report_id,client_id,freelancer_id,reporter,reported_at,reason\nx5,grumbold,ann,freelancer,2025-05-11T12:00:00Z,asked\n"
ROW = re.compile(r"\b(?:contract|payment|message|report|relationship) \d+\b")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    work = tmp_path_factory.mktemp("numbers")
    (work / "exports").mkdir()
    texts = {"contracts": CONTRACTS, "payments": PAYMENTS, "messages": MESSAGES, "relationships": RELATIONSHIPS, "reports": REPORTS}  # fmt: skip
    for name, content in texts.items():
        (work / "exports" / f"{name}.csv").write_text(content, encoding="utf-8")
    assert audit(work / "exports", work, "2026-06-30").ended.status == 0
    yield work / "store.duckdb"


def packed(store: Path, out: Path, level: str) -> dict[str, str]:
    asked = ("evidence", "grumbold", "--out", out, "--db", store, "--as-of", "2026-06-30", "--include", "findings")
    ended = auditor(*asked, "--redact", level)
    assert ended.status == 0, ended.err
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rows(parts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every row that a part names, in the order of parts, as (table, id); orders do not depend on redaction."""
    found = []
    for name in ("timeline.csv", "payments.csv"):
        for row in csv.DictReader(io.StringIO(parts[name])):
            found.append((row["row_table"], row["row_id"]))
            if "contract_id" in row:
                found.append(("contracts", row["contract_id"]))
    for one in findings(parts):
        found += [(item["table"], item["id"]) for item in one["evidence"]]
    return found


def findings(parts: Mapping[str, str]) -> list[dict[str, Any]]:
    every = [*json.loads(parts["conduct.json"]), *json.loads(parts["findings.json"])]
    return sorted(every, key=lambda one: (one["rule_id"], one["occurred_at"], one["title"]))


def test_a_row_has_one_number_in_all_parts_of_the_archive(store: Path, tmp_path: Path) -> None:
    plain, full = packed(store, tmp_path / "a.zip", "none"), packed(store, tmp_path / "b.zip", "full")
    assert len(rows(plain)) == len(rows(full)) > 20
    numbers: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for one, shown in zip(rows(plain), rows(full), strict=True):
        numbers[one].add(shown)
    assert {("payments", "p1"), ("contracts", "x5"), ("messages", "x5"), ("reports", "x5")} <= numbers.keys()
    assert any(table == "relationships" for table, _ in numbers)
    assert [one for one, shown in numbers.items() if len(shown) > 1] == []
    given = [shown for found in numbers.values() for shown in found]
    assert len(given) == len(set(given))
    for table, number in given:
        assert re.fullmatch(rf"{table.removesuffix('s')} \d+", number), (table, number)
    for one, shown in zip(findings(plain), findings(full), strict=True):
        named = [(item["table"], item["id"]) for item in one["evidence"]]
        said = {instead for key in named for _, instead in numbers[key]}
        assert set(ROW.findall(shown["explanation"])) <= said, shown["explanation"]
    assert "x5" not in "".join(full.values()) and "x6" not in "".join(full.values())


def test_a_sentence_calls_a_row_by_the_number_of_its_table() -> None:
    """A payment, a contract and a message of one id: the word before it says which is meant."""
    rows = (("payments", "a1"), ("payments", "x5"), ("contracts", "x5"), ("messages", "a1"), ("messages", "a2"), ("messages", "x5"))  # fmt: skip
    one = replace(
        invented.finding(0),
        evidence=tuple(Evidence(table, row_id) for table, row_id in rows),
        explanation="The payment x5 of contract x5 came after message x5.",
    )
    (shown,) = redact(invented.result(1, 0, findings=(one,)), Redaction.FULL).findings
    named = {(plain.table, plain.id): full.id for plain, full in zip(one.evidence, shown.evidence, strict=True)}
    payment, contract, message = (named[table, "x5"] for table in ("payments", "contracts", "messages"))
    assert shown.explanation == f"The {payment} of {contract} came after {message}."
    assert re.fullmatch(r"message \d+", message) and re.fullmatch(r"payment \d+", payment)


@pytest.mark.parametrize("level", ["partial", "none"])
def test_a_refusal_stays_whole_where_values_are_masked(level: str, store: Path, tmp_path: Path) -> None:
    parts = packed(store, tmp_path / "a.zip", level)
    (declined,) = [one for one in json.loads(parts["conduct.json"]) if one["rule_id"] == "conduct.declined"]
    assert NO in {item["snippet"] for item in declined["evidence"]}
    assert (IBAN in "".join(parts.values())) is (level == "none")
    if level == "partial":
        assert "GB29" not in "".join(parts.values()) and "jo@grumbold-mail.com" not in "".join(parts.values())


def test_a_refusal_stays_whole_in_the_report_and_the_list_of_findings(store: Path, tmp_path: Path) -> None:
    asked = ("report", "--db", store, "--out", tmp_path / "out", "--as-of", "2026-06-30")
    assert auditor(*asked).status == 0
    told = [json.loads(line) for line in (tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    snippets = {item["snippet"] for one in told for item in one["evidence"] if item["id"] == "x6"}
    assert snippets == {NO}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "take payment outside of Upwork" in page and "6016 1331" not in page
