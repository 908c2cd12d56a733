"""Payouts of platforms are no income of their own, and one booking of a bank in two formats counts once."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from auditor.ingesting.joining.payouts import is_payout
from tests.ingest_world import account, balances, load, loaded, write

BANK = "Date,Description,Amount,Balance\n"
PAYOUTS = (
    "Payment from Fiverr International",
    "FROM UPWORK GLOBAL INC",
    "Upwork Escrow Inc.",
    "Gutschrift Payoneer Inc",
    "Freelancer.com",
    "PeoplePerHour Ltd",
    "Received money from Upwork Escrow Inc. with reference UPWORK",
)
CLIENTS = ("Upworker Ltd", "Kiwi Ltd", "Received money from Kiwi Ltd with reference Upwork", "Anfiverr GmbH")
OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>9<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260115<TRNAMT>250.00<FITID>X2<NAME>Kiwi Ltd INV 2</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260203<TRNAMT>300.00<FITID>X3<NAME>Kiwi Ltd INV 3</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
TIP = "2026-01-15,Kiwi Ltd INV 2,250.00,1.00\n"


@pytest.mark.parametrize("payer", PAYOUTS)
def test_a_platforms_name_is_found_anywhere_in_the_payers_text(payer: str) -> None:
    assert is_payout(payer)


@pytest.mark.parametrize("payer", CLIENTS)
def test_a_piece_of_a_word_or_of_a_reference_is_no_payout(payer: str) -> None:
    assert not is_payout(payer)


def test_payouts_are_no_income_and_are_named(tmp_path: Path) -> None:
    rows = "2026-05-29,FROM UPWORK GLOBAL INC,50.00,1.00\n2026-05-30,Kiwi Ltd,60.00,1.00\n"
    with loaded(tmp_path, {"bank.csv": BANK + rows}, currency="USD") as (store, report):
        assert store.rows("SELECT counterparty FROM payments") == [("Kiwi Ltd",)]
        (said,) = [one for one in report.warnings if "payouts of a platform" in one]
        assert "1 payment is taken" in said
        assert "'FROM UPWORK GLOBAL INC'" in said
        assert balances(account(report, "bank.csv"))


def test_a_client_who_is_called_like_a_platform_is_named_and_a_link_brings_it_back(tmp_path: Path) -> None:
    files = {"bank.csv": BANK + "2026-05-29,Fans of Upwork Ltd,50.00,1.00\n"}
    with loaded(tmp_path, files, currency="USD") as (store, report):
        assert store.rows("SELECT count(*) FROM payments") == [(0,)]
        assert any("'Fans of Upwork Ltd'" in one for one in report.warnings)
        links = write(tmp_path / "later", {"links.csv": "client_id,counterparty\nc1,Fans of Upwork Ltd\n"})
        report = load(store, links)
        assert store.rows("SELECT client_id FROM payments") == [("c1",)]
        assert not any("payouts of a platform" in one for one in report.warnings)


@pytest.mark.parametrize("names", list(permutations(("a", "b"))), ids=["csv first", "ofx first"])
def test_a_booking_in_two_formats_counts_once_and_equal_ones_as_often_as_the_larger_file_has(
    names: tuple[str, str], tmp_path: Path
) -> None:
    table = BANK + TIP + TIP + "2026-02-03,Kiwi Ltd INV 3,300.00,1.00\n2026-02-04,Kiwi Ltd INV 4,300.00,1.00\n"
    with loaded(tmp_path, {f"{names[0]}.csv": table, f"{names[1]}.ofx": OFX}, currency="EUR") as (store, report):
        found = store.rows("SELECT counterparty, count(*) FROM payments GROUP BY 1 ORDER BY 1")
        assert found == [("Kiwi Ltd INV 2", 2), ("Kiwi Ltd INV 3", 1), ("Kiwi Ltd INV 4", 1)]
        assert any("2 payments stand in" in one and "counted once" in one for one in report.warnings)
        assert all(balances(file) for file in report.files)


BLANKS = {
    "two blanks": "Gamma  Ltd",
    "a tab": "Gamma\tLtd",
    "a blank that does not break": "Gamma\u00a0Ltd",
    "blanks around it": " Gamma Ltd ",
}


@pytest.mark.parametrize("case", BLANKS)
@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids=["single blank first", "single blank last"])
def test_overlapping_exports_that_part_the_words_of_a_payer_otherwise_count_a_booking_once(
    case: str, order: tuple[str, str], tmp_path: Path
) -> None:
    plain, spread = (f"{name}.csv" for name in order)
    row = "2026-10-01,{},30.00,1.00\n"
    twice = row.format("Gamma Ltd") + row.format("Gamma Ltd")
    files = {plain: BANK + twice + "2026-10-02,Gamma Ltd,30.00,1.00\n", spread: BANK + row.format(BLANKS[case])}
    with loaded(tmp_path, files, currency="EUR") as (store, report):
        assert store.rows("SELECT count(*) FROM payments") == [(3,)]
        assert all(balances(file) for file in report.files)


def test_one_export_that_writes_a_payer_in_two_ways_has_two_bookings(tmp_path: Path) -> None:
    row = "2026-10-01,{},30.00,1.00\n"
    files = {"a.csv": BANK + row.format("Gamma  Ltd") + row.format("Gamma Ltd")}
    with loaded(tmp_path, files, currency="EUR") as (store, _):
        assert store.rows("SELECT count(*) FROM payments") == [(2,)]
