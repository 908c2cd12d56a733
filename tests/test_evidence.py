"""The evidence pack: what goes in, what stays out, hashes that hold, redaction as in the report."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.running import Ended, audit, auditor

CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k-grumbold,grumbold,ann,2025-02-01,2025-06-01,hourly,upwork
k-other,other,ann,2025-02-01,2025-06-01,hourly,upwork
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel,description
p-grumbold-1,grumbold,ann,k-grumbold,2025-02-20,800.00,USD,80.00,hourly,,for jo@grumbold-mail.com
p-grumbold-2,grumbold,ann,k-grumbold,2025-03-20,700.00,USD,70.00,hourly,,
p-grumbold-3,grumbold,ann,,2025-07-20,500.00,USD,,fixed,paypal,
p-other-1,other,ann,k-other,2025-03-20,900.00,USD,90.00,hourly,,
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m-grumbold-1,grumbold,ann,client,2025-05-10T10:00:00Z,I would like to pay you outside the platform from now on.
m-grumbold-2,grumbold,ann,freelancer,2025-05-11T10:00:00Z,"No, thank you. I get paid through Upwork only, and I will report this."
m-grumbold-3,grumbold,ann,client,2025-05-12T10:00:00Z,Write to jo@grumbold-mail.com then.
"""
RELATIONSHIPS = (
    "client_id,freelancer_id,origin,client_name\ngrumbold,ann,platform,Grumbold Works\nother,ann,platform,grumbold\n"
)
REPORTS = "report_id,client_id,freelancer_id,reporter,reported_at,reason\nr1,grumbold,ann,freelancer,2025-05-11T12:00:00Z,asked to pay outside\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    work = tmp_path_factory.mktemp("evidence")
    folder = work / "exports"
    folder.mkdir()
    texts = {"contracts": CONTRACTS, "payments": PAYMENTS, "messages": MESSAGES, "relationships": RELATIONSHIPS, "reports": REPORTS}  # fmt: skip
    for name, content in texts.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    assert audit(folder, work, "2026-06-30").ended.status == 0
    yield work / "store.duckdb"


def packed(store: Path, out: Path, *more: str, client: str = "grumbold") -> tuple[Ended, dict[str, bytes]]:
    ended = auditor("evidence", client, "--out", out, "--db", store, "--as-of", "2026-06-30", *more)
    if not out.exists():
        return ended, {}
    with zipfile.ZipFile(out) as archive:
        return ended, {name: archive.read(name) for name in archive.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_it_holds_the_timeline_all_platform_payments_and_good_conduct_of_one_client(
    store: Path, tmp_path: Path
) -> None:
    ended, parts = packed(store, tmp_path / "a.zip")
    assert ended.status == 0, ended.err
    assert [row["what"] for row in table(parts["timeline.csv"])] == [
        "contract began", "paid on the platform", "paid on the platform", "message", "message", "report", "message",
        "contract ended",
    ]  # fmt: skip
    paid = table(parts["payments.csv"])
    assert [(row["row_id"], row["amount"], row["fee"], row["path"], row["line"]) for row in paid] == [
        ("p-grumbold-1", "800.00", "80.00", "payments.csv", "2"),
        ("p-grumbold-2", "700.00", "70.00", "payments.csv", "3"),
    ]
    assert {one["rule_id"] for one in json.loads(parts["conduct.json"])} == {"conduct.declined", "conduct.reported"}
    assert [one["client_id"] for one in json.loads(parts["eligibility.json"])] == ["grumbold"]
    assert not any(b"p-other" in content for content in parts.values())


def test_findings_go_in_only_when_asked_for_and_the_list_says_so(store: Path, tmp_path: Path) -> None:
    ended, parts = packed(store, tmp_path / "a.zip")
    assert "findings.json" not in parts and "Findings stay out" in ended.out
    (standing,) = json.loads(parts["eligibility.json"])
    assert not {"verdict", "verdict_reasons", "reply"} & standing.keys() and "open_findings" not in standing["blockers"]
    assert ended.out.index("Goes into") < ended.out.index("timeline.csv") < ended.out.index("Written:")
    ended, parts = packed(store, tmp_path / "b.zip", "--include", "findings")
    rules = {one["rule_id"] for one in json.loads(parts["findings.json"])}
    assert "payment.direct_in_window" in rules and "conduct.declined" not in rules
    (standing,) = json.loads(parts["eligibility.json"])
    assert standing["verdict"] == "stop_and_review" and "open_findings" in standing["blockers"]
    assert "findings about this client, those against the freelancer included" in ended.out


def test_only_the_list_writes_nothing(store: Path, tmp_path: Path) -> None:
    ended, parts = packed(store, tmp_path / "a.zip", "--list")
    assert ended.status == 0 and parts == {} and "Nothing was written" in ended.out
    bare = ("evidence", "grumbold", "--db", store, "--as-of", "2026-06-30")
    assert "Nothing was written" in auditor(*bare, "--list").out
    asked = auditor(*bare)
    assert asked.status == 2 and "--out is missing -> name the .zip to write" in asked.err


def test_a_refund_is_no_payment_of_the_client(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    paid = "payment_id,client_id,paid_at,amount,currency,kind\np1,beta,2026-01-01,900.00,USD,fixed\np2,beta,2026-02-01,-600.00,USD,refund\n"
    (tmp_path / "exports" / "payments.csv").write_text(paid, encoding="utf-8")
    assert audit(tmp_path / "exports", tmp_path, "2026-06-30").ended.status == 0
    _, parts = packed(tmp_path / "store.duckdb", tmp_path / "a.zip", client="beta")
    told = {one["row_id"]: (one["what"], one["done_by"], one["detail"]) for one in table(parts["timeline.csv"])}
    assert told["p1"] == ("paid on the platform", "client", "900.00 USD fixed")
    assert told["p2"] == ("paid back on the platform", "", "600.00 USD refund")


def test_the_manifest_proves_every_part_and_the_sources_every_file(store: Path, tmp_path: Path) -> None:
    _, parts = packed(store, tmp_path / "a.zip", "--include", "findings")
    manifest = json.loads(parts.pop("manifest.json"))
    assert {one["name"]: one["sha256"] for one in manifest["parts"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in parts.items()
    }
    assert manifest["policy"]["name"] == "upwork-guide" and len(manifest["policy"]["sha256"]) == 64
    hashes = {row["path"]: row["sha256"] for row in table(parts["sources.csv"])}
    assert hashes["payments.csv"] == hashlib.sha256(PAYMENTS.encode()).hexdigest()


def test_equal_questions_give_equal_bytes(store: Path, tmp_path: Path) -> None:
    packed(store, tmp_path / "a.zip")
    packed(store, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600


def test_contact_values_are_masked_unless_all_is_asked_for(store: Path, tmp_path: Path) -> None:
    _, masked = packed(store, tmp_path / "a.zip", "--include", "findings")
    assert not any(b"jo@grumbold-mail.com" in content for content in masked.values())
    _, plain = packed(store, tmp_path / "b.zip", "--include", "findings", "--redact", "none")
    assert b"jo@grumbold-mail.com" in plain["payments.csv"]


def test_full_redaction_names_nobody(store: Path, tmp_path: Path) -> None:
    _, parts = packed(store, tmp_path / "a.zip", "--include", "findings", "--redact", "full")
    for name, content in parts.items():
        lowered = content.lower()
        assert not any(word in lowered for word in (b"grumbold", b"ann,", b'"ann"', b"no, thank you")), name
    assert len(table(parts["payments.csv"])) == 2


@pytest.mark.parametrize("client", ["nobody", "Grumbold"])
def test_an_unknown_client_is_named(client: str, store: Path, tmp_path: Path) -> None:
    ended, parts = packed(store, tmp_path / "a.zip", client=client)
    assert ended.status == 2 and parts == {} and "no such client" in ended.err


def test_a_folder_that_cannot_be_written_is_named(store: Path, tmp_path: Path) -> None:
    ended, _ = packed(store, tmp_path / "missing" / "a.zip")
    assert ended.status == 4 and "a.zip" in ended.err and "->" in ended.err


def test_a_client_is_found_by_name(store: Path, tmp_path: Path) -> None:
    ended, parts = packed(store, tmp_path / "a.zip", client="Grumbold Works")
    assert ended.status == 0 and len(table(parts["payments.csv"])) == 2


OTHERS = {
    "a text": b"my only copy of something",
    "an archive of something else": None,
    "an archive with a manifest of something else": json.dumps({"made_by": "another program"}).encode(),
    "an archive with a list for a manifest": b"[1]",
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_file_that_is_no_evidence_of_ours_is_not_replaced(what: str, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "appeal.zip"
    if what == "a text":
        out.write_bytes(OTHERS[what] or b"")
    else:
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("photo.jpg" if OTHERS[what] is None else "manifest.json", OTHERS[what] or b"")
    before = out.read_bytes()
    ended = auditor("evidence", "grumbold", "--out", out, "--db", store, "--as-of", "2026-06-30")
    assert ended.status == 2 and "no evidence archive of auditor -> name another one" in ended.err
    assert ended.out == "" and out.read_bytes() == before


def test_a_newer_evidence_archive_replaces_an_older_one(store: Path, tmp_path: Path) -> None:
    first, _ = packed(store, tmp_path / "appeal.zip")
    ended, parts = packed(store, tmp_path / "appeal.zip", "--include", "findings")
    assert (first.status, ended.status) == (0, 0) and "findings.json" in parts
