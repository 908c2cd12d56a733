"""A guess at an export whose amounts carry a currency sign, or brackets for a minus."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingesting.guessing import profile_text
from auditor.ingesting.guessing.from_file import guess_file
from auditor.ingesting.guessing.signed import says_back
from auditor.ingesting.guessing.telling import guess_lines
from auditor.ingesting.planning import tables
from auditor.model.profiles import How
from auditor.profiles.own import own_profile
from tests.ingest_world import loaded, write

SIGNED = "Beleg;Tag;Auftraggeber;Summe\n#1001;2026-02-13;Harborpine;1 200,50 €\n#1002;2026-03-02;Zed;99,00 €\n#1003;2026-03-05;Zed;(15,00) €\n"


def test_an_amount_with_a_sign_and_brackets_is_found_and_read(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.csv": SIGNED.encode("cp1252")})
    found, _ = guess_file(tmp_path / "in" / "a.csv", "payments", None, None)
    text = profile_text(found)
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    profile = own_profile(tmp_path / "own.toml", tables())
    assert (profile.decimal, profile.thousands, profile.columns["amount"].take) == (",", " ", ("Summe",))
    assert not found.missing
    assert [(one.reason, one.test, one.columns) for one in profile.apart] == [("outgoing", "negative", ("Summe",))]
    with loaded(tmp_path / "in", {}, profile=str(tmp_path / "own.toml")) as (store, _):
        assert store.rows("SELECT amount::VARCHAR FROM payments ORDER BY 1") == [("1200.5000",), ("99.0000",)]
        assert store.rows("SELECT count(*) FROM quarantine") == [(0,)]
    # Without the rule the row says what to add to the profile.
    (tmp_path / "own.toml").write_text(text.partition("[[apart]]")[0], encoding="utf-8")
    with loaded(tmp_path / "in", {}, profile=str(tmp_path / "own.toml")) as (store, _):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert (
            'add to the profile: [[apart]] with reason = "outgoing", test = "negative" and columns = ["Summe"]'
            in reason
        )
        assert 'kind = { how = "map", take = ["…"], words = { "Order cancelled" = "refund", "*" = "" } }' in reason


ORDERS = (
    "Date\tType\tOrder ID\tBuyer\tAmount\tCurrency\tService fee\tNotes\n"
    "Sep 28, 2026\tOrder\tFO41A2\tjohn_d\t100.00\tUSD\t-20.00\tlogo\n"
    "Sep 27, 2026\tOrder\tFO41A3\tjohn_d\t1,250.50\tUSD\t-250.10\tsite\n"
    "Sep 26, 2026\tTip\tFO41A3\tjohn_d\t15.00\tUSD\t0.00\t\n"
    "Sep 25, 2026\tWithdrawal\t\t\t-900.00\tUSD\t\tPayPal\n"
    "Sep 24, 2026\tOrder cancelled\tFO41A4\tmary\t-40.00\tUSD\t8.00\trefund\n"
)
GERMAN = (
    "Datum,Uhrzeit,Zeitzone,Beschreibung,Währung,Brutto,Entgelt,Netto,Transaktionscode,Absender E-Mail-Adresse,Name\n"
    '14.09.2026,10:00:00,Europe/Berlin,Handyzahlung,EUR,"1.234,56","-35,20","1.199,36",AAA1,x@acme.example,ACME GmbH\n'
    '13.09.2026,10:00:00,Europe/Berlin,Allgemeine Abbuchung,EUR,"-639,36","0,00","-639,36",AAA5,,\n'
    '16.09.2026,10:00:00,Europe/Berlin,Rückzahlung,EUR,"-34,56","1,00","-33,56",AAA6,x@acme.example,ACME GmbH\n'
)
PAID = "SELECT coalesce(kind, ''), amount::DECIMAL(9, 2)::VARCHAR, coalesce(fee, 0)::DECIMAL(9, 2)::VARCHAR FROM payments ORDER BY amount"
BY_SIGN = {
    "orders of a marketplace": (
        ORDERS,
        ("Type", "order cancelled"),
        [("refund", "-40.00", "-8.00"), ("bonus", "15.00", "0.00"), ("", "100.00", "20.00"), ("", "1250.50", "250.10")],
    ),
    "a statement in another language": (
        GERMAN,
        ("Beschreibung", "rückzahlung"),
        [("refund", "-34.56", "-1.00"), ("", "1234.56", "35.20")],
    ),
}


@pytest.mark.parametrize("case", BY_SIGN)
def test_fees_below_zero_and_money_given_back_are_proposed_as_such(case: str, tmp_path: Path) -> None:
    text, (column, word), expected = BY_SIGN[case]
    write(tmp_path, {"in/a.csv": text})
    found, _ = guess_file(tmp_path / "in" / "a.csv", "payments", None, None)
    by_name = {one.column: one for one in found.columns}
    assert (by_name["fee"].source.how, by_name["fee"].check) == (How.NEGATED, "")
    assert by_name["fee"].confidence > 0.5
    assert (by_name["kind"].source.take, by_name["kind"].source.words[word]) == ((column,), "refund")
    assert "given back" in by_name["kind"].check
    assert [(one.test, one.spares_refunds) for one in found.profile.apart] == [("negative", True)]
    # What is settled is not asked again.
    assert not any(word in said.lower().partition("words = ")[2] for said in found.undecided)
    lines = list(guess_lines(found, tmp_path / "a.csv", tmp_path / "own.toml", ""))
    assert any(line.startswith("  fee") and "negated of" in line for line in lines)
    (tmp_path / "own.toml").write_text(profile_text(found), encoding="utf-8")
    with loaded(tmp_path / "in", {}, profile=str(tmp_path / "own.toml")) as (store, report):
        assert store.rows(PAID) == expected
        assert report.files[0].rows_quarantined == 0
        assert store.rows("SELECT reason FROM set_apart") == [("outgoing",)]


# fees of three payments, how they are to be read
FEES = {
    "all below zero": (("-1.00", "-2.50", "-0.10"), How.NEGATED),
    "below zero or nothing": (("-1.00", "0.00", ""), How.NEGATED),
    "in brackets": (("(1.00)", "(2.00)", "0.00"), How.NEGATED),
    "above zero": (("1.00", "2.00", "0.00"), How.NUMBER),
    "nothing at all": (("0.00", "-0.00", "0.00"), How.NUMBER),
    "of both signs": (("-1.00", "2.00", "0.00"), How.NUMBER),
}


@pytest.mark.parametrize("case", FEES)
def test_a_fee_is_negated_where_its_signs_say_so(case: str, tmp_path: Path) -> None:
    fees, how = FEES[case]
    rows = "".join(f"2026-03-0{place},p{place},acme,50.00,USD,{fee}\n" for place, fee in enumerate(fees, start=1))
    write(tmp_path, {"a.csv": "Date,Payment ID,Client,Amount,Currency,Service fee\n" + rows})
    found, _ = guess_file(tmp_path / "a.csv", "payments", None, None)
    (fee,) = [one for one in found.columns if one.column == "fee"]
    assert fee.source.how is how
    assert bool(fee.check) is (case == "of both signs")


def test_a_kind_that_is_known_learns_the_word_for_a_refund(tmp_path: Path) -> None:
    rows = "2026-03-01,p1,acme,50.00,USD,Fixed price\n2026-03-02,p2,acme,5.00,USD,Bonus\n2026-03-03,p3,acme,9.00,USD,Hourly\n"
    rows += "2026-03-04,p4,acme,-9.00,USD,Order cancelled\n"
    write(tmp_path, {"a.csv": "Date,Payment ID,Client,Amount,Currency,Kind\n" + rows})
    found, _ = guess_file(tmp_path / "a.csv", "payments", None, None)
    (kind,) = [one for one in found.columns if one.column == "kind"]
    assert kind.source.words == {"fixed price": "fixed", "order cancelled": "refund"}
    assert "say in words" not in kind.check
    assert found.profile.apart == ()


@pytest.mark.parametrize(
    "text", ["Refund", "Payment reversal", "Order cancelled", "Rückzahlung", "Reembolso de pago", "Возврат"]
)
def test_words_for_money_given_back(text: str) -> None:
    assert says_back(text)


@pytest.mark.parametrize(
    "text", ["Fee refund", "Withdrawal reversal", "Order", "Refund of invoice 7", "Card purchase reversed"]
)
def test_words_that_are_none(text: str) -> None:
    assert not says_back(text)
