"""OFX statements, 1.x and 2.x: golden rows, times with offsets, and transactions without an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import ingesting
from auditor.ingesting import ofx_cutting
from tests.ingest_world import SAMPLES, account, balances, loaded

SGML = """OFXHEADER:100
DATA:OFXSGML
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR
<BANKACCTFROM><ACCTID>55501</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20250101
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250131120000.000[-8:PST]<TRNAMT>950,50<FITID>A1<NAME>Ann Example &amp; Co<MEMO>Invoice 7</STMTTRN>
<STMTTRN>
<TRNTYPE>DEBIT
<DTPOSTED>20250201
<TRNAMT>-20,00
<FITID>A2
<NAME>Print Shop
</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250202<TRNAMT>1,00<FITID>A3<NAME>No end
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250203<TRNAMT>many<FITID>A4<NAME>Ben Example</STMTTRN>
<STMTTRN><TRNTYPE>INT<DTPOSTED>20250204<TRNAMT>0,10<FITID>A5<NAME>Interest</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
<OFX><STMTRS><CURDEF>USD</CURDEF><BANKTRANLIST>
  <STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20250131</DTPOSTED><TRNAMT>10.00</TRNAMT><FITID>B1</FITID><NAME>Größe &lol2;</NAME></STMTTRN>
  <STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20250131101500</DTPOSTED><TRNAMT>11.00</TRNAMT><FITID>B2</FITID>
    <CURRENCY><CURRATE>1.1</CURRATE><CURSYM>GBP</CURSYM></CURRENCY><MEMO>Ann Example</MEMO></STMTTRN>
</BANKTRANLIST></STMTRS></OFX>"""
PAID = "SELECT payment_id, paid_at::VARCHAR, amount::VARCHAR, currency, counterparty, source_line FROM payments ORDER BY source_line"


def test_a_statement_in_sgml_gives_its_golden_rows(tmp_path: Path) -> None:
    with loaded(tmp_path, {"bank.ofx": SGML.encode("cp1252")}) as (store, report):
        file = account(report, "bank.ofx")
        assert (file.profile, file.rows_read, file.rows_loaded, file.rows_quarantined) == ("ofx_statement", 5, 3, 2)
        assert balances(file) and file.physical_lines == SGML.count("\n")
        assert store.rows(PAID) == [("A1@802c5fb0", "2025-01-31 20:00:00", "950.5000", "EUR", "Ann Example & Co", 8)]
        apart = store.rows("SELECT source_line, reason FROM set_apart ORDER BY 1")
        assert apart == [(9, "outgoing"), (18, "interest, dividend or fee of the bank")]
        faults = [(fault.line, fault.reason[:4], fault.raw[-8:]) for fault in ingesting.quarantine_rows(store)]
        assert faults == [(16, "E140", "E>No end"), (17, "E202", "STMTTRN>")]


def test_a_statement_in_xml_is_read_and_its_own_entities_mean_nothing(tmp_path: Path) -> None:
    with loaded(tmp_path, {"bank.qfx": XML}) as (store, _):
        assert store.rows(PAID) == [
            ("B1", "2025-01-31 00:00:00", "10.0000", "USD", "Größe &lol2;", 5),
            ("B2", "2025-01-31 10:15:00", "11.0000", "GBP", "Ann Example", 6),
        ]


def test_rows_do_not_depend_on_where_blocks_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [*ofx_cutting.Cutter().pieces(_file(tmp_path).open("rb"))]
    assert len(whole) == 5
    for size in (1, 7, 64):
        monkeypatch.setattr(ofx_cutting, "BLOCK_BYTES", size)
        assert [*ofx_cutting.Cutter().pieces(_file(tmp_path).open("rb"))] == whole


def _file(folder: Path) -> Path:
    path = folder / "a.ofx"
    path.write_text(SGML, encoding="utf-8", newline="")
    return path


def test_what_is_no_ofx_is_refused(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.ofx": "hello", "bank.ofx": XML}) as (_, report):
        assert "this is no OFX file" in account(report, "a.ofx").message


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public sample exports are not on this machine")
@pytest.mark.parametrize("name", ["bank_test_ofx.ofx", "bank_test_ofx_iban.ofx"])
def test_a_public_sample_is_accounted_for(name: str, tmp_path: Path) -> None:
    content = (SAMPLES / name).read_bytes()
    with loaded(tmp_path, {name: content}) as (_, report):
        file = account(report, name)
        assert (file.status, file.rows_read) == ("loaded", content.count(b"<STMTTRN>"))
        assert balances(file) and file.rows_quarantined == 0
