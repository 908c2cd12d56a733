"""What is shown of cases: one account over all platforms, who shares which value, where to look; and of whom a finding is."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path

import pytest

from tests.support.running import Audited, audit, auditor

HEAD = ["message_id", "client_id", "freelancer_id", "sender", "sent_at", "body"]
ASK = "Let us work outside Upwork. We pay you outside the platform in USDT every Friday."
# Who sends which values: b shares one with a, another with c.
RING = {"ring-a": "one@lanternfield-goods.com", "ring-b": "one@lanternfield-goods.com or two@lanternfield-goods.com", "ring-c": "two@lanternfield-goods.com"}  # fmt: skip
PUBLIC = 27


def write(place: Path, head: list[str], rows: list[list[str]]) -> None:
    with place.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Audited]:
    work = tmp_path_factory.mktemp("shown")
    (work / "exports").mkdir()
    rows = [[f"m{one}", "boss", f"fl-{one:02}", "client", "2026-01-10T09:00:00Z", ASK] for one in range(30)]
    rows += [
        [f"r-{who}", who, "fl-00", "client", "2026-01-11T09:00:00Z", f"write to {values}"]
        for who, values in RING.items()
    ]
    rows += [
        [f"p{one}", f"pub-{one:02}", "fl-01", "client", "2026-01-12T09:00:00Z", "write to info@agency-hall.com"]
        for one in range(PUBLIC)
    ]
    write(work / "exports" / "messages.csv", HEAD, rows)
    # The contracts name a platform, the messages of the same client name none.
    worked = [[f"k{one}", "boss", f"fl-{one:02}", "2026-01-12", "upwork"] for one in range(10)]
    write(
        work / "exports" / "contracts.csv",
        ["contract_id", "client_id", "freelancer_id", "started_at", "platform"],
        worked,
    )
    names = [["boss", "fl-00", "unknown", "Bossworth Trading"]]
    write(work / "exports" / "relationships.csv", ["client_id", "freelancer_id", "origin", "client_name"], names)
    return work, audit(work / "exports", work, "2026-01-31", "--redact", "none")


def actors(work: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((work / "out" / "actors.csv").read_text(encoding="utf-8"))))


def section(work: Path) -> str:
    page = (work / "out" / "report.html").read_text(encoding="utf-8")
    start = page.index('<section id="cases"')
    return page[start : page.index("</section>", start)]


def words(work: Path) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section(work))).split())


def test_an_account_with_and_without_a_platform_is_one_case(audited: tuple[Path, Audited]) -> None:
    work, run = audited
    assert run.ended.status == 0, run.ended.err
    (boss,) = [row for row in actors(work) if row["client_id"] == "boss"]
    assert (boss["platform"], boss["relationships"], boss["involved"]) == ("upwork", "30", "30")
    assert len(json.loads(boss["with"])) == 30


def test_the_accounts_of_a_ring_are_named_and_those_of_a_public_address_are_not(audited: tuple[Path, Audited]) -> None:
    rows = {row["client_id"]: row for row in actors(audited[0])}
    assert json.loads(rows["ring-b"]["shares_with"]) == ["ring-a", "ring-c"]
    assert json.loads(rows["pub-00"]["shares_with"]) == [] and "public address" in rows["pub-00"]["cluster_name"]


def test_of_many_who_share_the_first_twenty_are_named_and_all_are_counted(tmp_path: Path) -> None:
    rows = [[f"m{one}", f"link-{one:02}", "fl", "client", "2026-01-11T09:00:00Z", f"write to n{one}@lanternfield-goods.com or n{one + 1}@lanternfield-goods.com"] for one in range(24)]  # fmt: skip
    (tmp_path / "exports").mkdir()
    write(tmp_path / "exports" / "messages.csv", HEAD, rows)
    audit(tmp_path / "exports", tmp_path, "2026-01-31", "--redact", "none")
    told = {row["client_id"]: row for row in actors(tmp_path)}
    last = told["link-23"]
    assert (
        json.loads(last["shares_with"]) == [f"link-{one:02}" for one in range(20)] and last["cluster_accounts"] == "24"
    )


def test_a_case_says_who_did_what_to_whom_and_where_to_look(audited: tuple[Path, Audited]) -> None:
    work, run = audited
    told, part = words(work), section(work)
    assert "client boss Bossworth Trading upwork" in told and "The order is risk times the number" in told
    own = {f"#finding-{one['finding_id']}" for one in run.findings if one["client_id"] == "boss"}
    linked = set(re.findall(r'href="(#[^"]+)"', part.split("</li>")[0]))
    assert linked & own and any(one.startswith("#relationship-") for one in linked)
    page = (work / "out" / "report.html").read_text(encoding="utf-8")
    assert all(f'id="{one[1:]}"' in page for one in linked)


def test_a_ring_is_told_once_with_its_accounts_and_values(audited: tuple[Path, Audited]) -> None:
    told = words(audited[0])
    assert "(“one@lanternfield-goods.com”) to 2 other accounts (ring-b, ring-c)." in told
    values = "“one@lanternfield-goods.com”, “two@lanternfield-goods.com”"
    assert f"({values}) to 2 other accounts, those of client ring-a above." in told


def test_a_public_address_makes_one_case_and_the_rest_is_counted(audited: tuple[Path, Audited]) -> None:
    told = words(audited[0])
    assert len(re.findall(r"client pub-\d\d risk", told)) == 1
    assert f"{PUBLIC - 1} further accounts with nothing but a public address" in told


def test_what_has_no_known_actor_is_said_to_be_in_no_case() -> None:
    from dataclasses import replace

    from auditor.model.words import Actor
    from auditor.report.sections.cases.section import _nobody
    from tests import invented

    result = invented.result(1, 3)
    assert _nobody(replace(result, findings=tuple(replace(one, actor=Actor.CLIENT) for one in result.findings))) == ""
    unknown = [replace(one, actor=Actor.UNKNOWN) for one in result.findings if one.severity.value != "info"]
    assert unknown and "in no case: “" in _nobody(replace(result, findings=tuple(unknown)))


def test_explain_says_whom_a_finding_is_about_and_whose_rows_it_points_to(audited: tuple[Path, Audited]) -> None:
    work, run = audited
    (found,) = [one for one in run.findings if one["client_id"] == "ring-b" and one["rule_id"] == "identity.contact_reuse"]  # fmt: skip
    out = auditor("explain", found["finding_id"], "--db", work / "store.duckdb").out
    assert "Client: ring-b; freelancer: fl-00; platform: not named; done by the client" in out
    assert "message r-ring-a, client ring-a, freelancer fl-00, 2026-01-11: “one@lanternfield-goods.com” in: write to" in out  # fmt: skip
    assert "client_id=ring-c" in out
    boss = next(one for one in run.findings if one["client_id"] == "boss" and one["freelancer_id"] == "fl-00")
    out = auditor("explain", boss["finding_id"], "--db", work / "store.duckdb").out
    assert "Client: Bossworth Trading (boss); freelancer: fl-00; platform: upwork" in out


def test_explain_points_to_a_payment(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    write(tmp_path / "exports" / "contracts.csv", ["contract_id", "client_id", "freelancer_id", "started_at", "ended_at", "platform"],
          [["k1", "acme", "me", "2025-01-06", "2025-03-01", "upwork"]])  # fmt: skip
    write(tmp_path / "exports" / "payments.csv", ["payment_id", "client_id", "freelancer_id", "paid_at", "amount", "currency", "channel"],
          [["d1", "acme", "me", "2025-06-01", "800", "USD", "wise"]])  # fmt: skip
    run = audit(tmp_path / "exports", tmp_path, "2025-12-31")
    (found,) = [one for one in run.findings if one["rule_id"] == "payment.direct_in_window"]
    out = auditor("explain", found["finding_id"], "--db", tmp_path / "store.duckdb").out
    pointed = out[out.index("What it points to:") : out.index("Rows (2)")]
    assert "payment d1, client acme, freelancer me: 2025-06-01: 800.00 USD via wise" in pointed
    assert "contract k1, client acme, freelancer me: 2025-01-06 to 2025-03-01" in pointed
