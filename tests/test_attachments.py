"""Names of files sent with a message are scanned like its text, wherever an export keeps them."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from auditor.model.attachments import text_of, with_attachments
from auditor.scanning import scan_frame
from tests.support.running import auditor

KEPT = [
    ("a list of names", {"attachments": ["brief.pdf", "call 415-555-0137.png"]}),
    ("a list of objects", {"attachments": [{"id": 1, "name": "brief.pdf"}, {"filename": "call 415-555-0137.png"}]}),
    ("JSON in a cell", {"Attachments": '[{"fileName": "brief.pdf"}, {"fileName": "call 415-555-0137.png"}]'}),
    ("a connection", {"attachments": {"edges": [{"node": {"name": "brief.pdf"}}, {"node": {"title": "call 415-555-0137.png"}}]}}),
]  # fmt: skip


# As people name files, and machines: with the values that stand in the name and what they mean.
NAMES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("petra@fjordmail.net.pdf", (("petra@fjordmail.net", "petra@fjordmail.net"),)),
    ("contact-petra@fjordmail.net.txt", (("petra@fjordmail.net", "petra@fjordmail.net"),)),
    ("petra_lind@fjordmail.net_portfolio.zip", (("petra_lind@fjordmail.net", "petra_lind@fjordmail.net"),)),
    ("petra_at_fjordmail_dot_net.pdf", (("petra_at_fjordmail_dot_net", "petra@fjordmail.net"),)),
    ("call_me_+1-415-555-0137.png", (("+1-415-555-0137", "+14155550137"),)),
    ("my_number_415-555-0137.jpeg", (("415-555-0137", "+14155550137"),)),
    ("whatsapp_14155550137.JPG", (("14155550137", "+14155550137"),)),
    ("WhatsApp-415-555-0137.png", (("415-555-0137", "+14155550137"),)),
    ("telegram_@petra_lind.png", (("telegram_@petra_lind", "petra_lind"),)),
    ("paypal.me_petralind.png", (("paypal.me_petralind", "petralind"),)),
    ("4155550137.png\n2125550143.png", (("4155550137", "+14155550137"), ("2125550143", "+12125550143"))),
    ("telegram-petralind.jpg", (("telegram-petralind", "petralind"),)),
    ("insta_petralind88.png", (("insta_petralind88", "petralind88"),)),
    ("t.me_x_y.jpg", (("t.me_x_y", "x_y"),)),
    ("t.me_petra_lind_portfolio.jpg", (("t.me_petra_lind", "petra_lind"),)),
    ("t.me-petralind.png", (("t.me-petralind", "petralind"),)),
    ("paypal.me-petralind.png", (("paypal.me-petralind", "petralind"),)),
    ("paypal.me_petralind_invoice.png", (("paypal.me_petralind", "petralind"),)),
    ("cash.app-petralind.png", (("cash.app-petralind", "petralind"),)),
    ("wa.me-14155550137.jpg", (("wa.me-14155550137", "+14155550137"),)),
    ("tg_petra_lind88.png", (("tg_petra_lind88", "petra_lind88"),)),
    ("telegram-petra_lind.jpg", (("telegram-petra_lind", "petra_lind"),)),
    ("t.me-nord_byg.jpg", (("t.me-nord_byg", "nord_byg"),)),
    ("telegram-petralind88-final-v2.png", (("telegram-petralind88", "petralind88"),)),
    ("telegram-button.png", ()),
    ("telegram-dark-final.png", ()),
    ("telegram_dark_mode.png", ()),
    ("t.me-preview.png", ()),
    ("paypal.me-integration.pdf", ()),
    ("paypal-checkout-v2.fig", ()),
    ("IMG_20260301_123456.jpg", ()),
    ("PXL_20260301_101530123.jpg", ()),
    ("WhatsApp Image 2026-03-01 at 10.22.31.jpeg", ()),
    ("Skype_call_notes.docx", ()),
    ("order-100-4482931-7720012.pdf", ()),
    ("logo@2x.png", ()),
)


@pytest.mark.parametrize(("name", "values"), NAMES, ids=[name for name, _ in NAMES])
def test_a_detail_in_the_name_of_a_file_is_found_without_ending_and_low_lines(
    name: str, values: tuple[tuple[str, str], ...]
) -> None:
    columns = {"id": "m1", "thread": None, "sender": "client", "sent_at": None, "body": f"see below\n{name}"}
    frame = pl.DataFrame(
        [columns], schema_overrides={"thread": pl.String, "sent_at": pl.Datetime("us")}, schema=list(columns)
    )
    found = scan_frame(frame, ("US", "GB"))
    assert found.equals(scan_frame(frame, ("US", "GB"), everything=True))
    valued = found.drop_nulls("normalized").sort("start_offset")
    assert tuple(valued.select("value", "normalized").iter_rows()) == values
    assert values or not set(found["stance"]) - {"mention"}


@pytest.mark.parametrize(("name", "columns"), KEPT, ids=[name for name, _ in KEPT])
def test_names_of_files_follow_the_text(name: str, columns: dict[str, object]) -> None:
    assert with_attachments("see below", columns) == "see below\nbrief.pdf\ncall 415-555-0137.png"
    assert text_of("see below", json.dumps(columns)) == "see below\nbrief.pdf\ncall 415-555-0137.png"


@pytest.mark.parametrize("columns", [{}, {"attachments": []}, {"attachments": ""}, {"profile": "x"}, {"note": "file"}])
def test_a_message_without_files_is_its_text(columns: dict[str, object]) -> None:
    assert with_attachments("see below", columns) == "see below"


def test_a_name_that_only_looks_like_json_is_a_name() -> None:
    assert with_attachments("a", {"attachment": "[draft"}) == "a\n[draft"


def test_the_scan_command_reads_names_of_files(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(json.dumps({"id": "m1", "body": "see below", "attachments": ["call 415-555-0137.png"]}) + "\n")
    ended = auditor("scan", path, "--format", "jsonl")
    (one,) = [json.loads(line) for line in ended.out.splitlines()]
    assert (one["category"], one["normalized"]) == ("phone", "+14155550137")
    assert "see below\ncall 415-555-0137.png"[one["start"] : one["end"]] == one["value"]


def test_an_audit_finds_a_number_in_the_name_of_a_file_and_shows_it(tmp_path: Path) -> None:
    message = {
        "message_id": "m1", "client_id": "c1", "freelancer_id": "f1", "sender": "client", "sent_at": "2026-01-02T09:00:00Z",
        "body": "the brief", "attachments": [{"name": "call me 415-555-0137.pdf"}],
    }  # fmt: skip
    (tmp_path / "messages.jsonl").write_text(json.dumps(message) + "\n")
    ended = auditor(
        "audit", tmp_path / "messages.jsonl", "--as-of", "2026-02-01", "--db", tmp_path / "s.duckdb", "--out", tmp_path / "out", "--redact", "none"
    )  # fmt: skip
    assert ended.status == 0, ended.err
    findings = [json.loads(line) for line in (tmp_path / "out" / "findings.jsonl").read_text().splitlines()]
    (found,) = [one for one in findings if one["rule_id"] == "contact.before_contract"]
    assert found["evidence"][0]["value"] == "415-555-0137"
    assert "call me 415-555-0137.pdf" in found["evidence"][0]["snippet"]
