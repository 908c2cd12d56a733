"""Payers and clients: what counts as the same name, what does not, and that no pair is forgotten by the blocks."""

from __future__ import annotations

import random

import polars as pl
import pytest
from rapidfuzz.distance import JaroWinkler

from auditor.auditing.matching import alike, normalised, payer_values

SAME = [
    ("another legal form", "Acme Ltd", "ACME, Inc."),
    ("several legal forms", "Brandt GmbH & Co. KG", "Brandt"),
    ("a legal form in front", "ООО Ромашка", "Romashka LLC"),
    ("points in a legal form", "Casa Azul S.A. de C.V.", "Casa Azul SA de CV"),
    ("the Mexican forms and none", "Casa Azul S. de R.L. de C.V.", "Casa Azul"),
    ("a form in brackets", "Weber UG (haftungsbeschränkt)", "Weber"),
    ("a Bulgarian form", "Zaria EOOD", "Zaria"),
    ("a Turkish form", "Deniz Ltd. Şti.", "Deniz"),
    ("a Brazilian form with a stroke", "Cacau S/A", "Cacau"),
    ("a Russian form in front", "АО Ромашка", "Romashka"),
    ("an and in place of its sign", "O'Neil & Sons Ltd", "ONeil and Sons"),
    ("accents", "Café Crème", "Cafe Creme"),
    ("another script", "Ромашка Груп", "Romashka Grup"),
    ("the order of words", "Smith, John", "John Smith"),
    ("an umlaut written out", "Müller & Söhne GmbH", "Mueller & Soehne"),
    ("an umlaut left out", "Müller & Söhne GmbH", "Sohne Muller"),
    ("a slashed o written out", "Sørensen ApS", "Soerensen"),
    ("a ringed a written out", "Åkerblom AB", "Aakerblom"),
    ("a sharp s", "Weißenfels AG", "Weissenfels"),
    ("an accent apart from its letter", "Cafe\u0301 Dore\u0301", "Café Doré"),
    ("the Polish form in its ways of writing", "Brzoza sp. z o.o.", "Brzoza Sp. z o. o."),
    ("the Polish form and none", "Brzoza spółka z o.o.", "Brzoza"),
    ("a Ukrainian name as Ukraine writes it", "Olha Shevchenko", "Ольга Шевченко"),
    ("a Ukrainian name as Russians write it", "Olga Shevchenko", "Ольга Шевченко"),
    ("a Ukrainian word's first letter", "Yuliia Honcharenko", "Юлія Гончаренко"),
    ("a Japanese form in front and behind", "株式会社ひまわり", "ひまわり（株）"),
    ("a Chinese form", "蓝湖科技有限公司", "蓝湖科技"),
    ("a Korean form", "주식회사 한강", "한강(주)"),
    ("wide letters", "Ａｃｍｅ Ｉｎｃ", "Acme"),
    ("the sentence of a payment service", "Payment from Müller GmbH", "Mueller"),
    ("a sentence with the payer's reference", "Received money from Acme Ltd with reference INV 7", "ACME"),
    ("a bank's words before the name", "SEPA CREDIT TRANSFER FROM ACME GMBH", "Acme"),
    ("an address beside the name", "John Smith <js@mail.example>", "john smith"),
]
ALIKE = [
    ("a first letter left out, which moves the word", "ellin Grahel", "Vellin Grahel"),
    ("another first letter, which moves the word", "Catherine Jones", "Katherine Jones"),
    ("the same, in another order", "Jones, Catherine", "Katherine Jones"),
    ("a slip in the second word's first letter", "Marta antos", "Marta Santos"),
    ("one of three words moved", "Ana Lucia Kosta", "Ana Lucia Costa"),
]
OTHER = [
    ("a long first name in common, the other word another", "Christopher Ang", "Christopher Doe"),
    ("what is left of a sentence is another name", "Payment from Beta Ltd", "Acme Ltd"),
    ("another name", "Northgate Analytics", "Southport Antiques"),
    ("a name of one letter less in a short word", "Ann", "Jan"),
    ("a Japanese form in common", "株式会社ひまわり", "株式会社みずうみ"),
    ("a Chinese form alone is a name", "有限公司", "株式会社"),
    ("a legal form alone is a name", "Inc", "Ltd"),
]


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_is_the_same_name(left: str, right: str) -> None:
    found = alike(pl.Series([left]), pl.Series([right]), 0.92)
    assert found["score"].to_list() == [1.0]


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in ALIKE], ids=[case[0] for case in ALIKE])
def test_is_nearly_the_same_name(left: str, right: str) -> None:
    (score,) = alike(pl.Series([left]), pl.Series([right]), 0.92)["score"]
    assert 0.92 <= score < 1
    assert alike(pl.Series([right]), pl.Series([left]), 0.92)["score"].to_list() == [score]


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in OTHER], ids=[case[0] for case in OTHER])
def test_is_another_name(left: str, right: str) -> None:
    assert alike(pl.Series([left]), pl.Series([right]), 0.92).is_empty()


def test_nothing_to_compare_gives_nothing() -> None:
    nothing = pl.Series([], dtype=pl.String)
    assert alike(nothing, pl.Series(["a"]), 0.92).is_empty() and alike(pl.Series(["a"]), nothing, 0.92).is_empty()
    assert alike(pl.Series(["…", None]), pl.Series(["", "?"]), 0.92).is_empty()
    assert payer_values(nothing).is_empty()


def test_blocks_find_what_every_pair_compared_finds() -> None:
    # One slip in a name, anywhere in it: the first or the last letters are then as they were.
    draw = random.Random(5)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = sorted({" ".join("".join(draw.choices(letters, k=7)) for _ in range(2)) for _ in range(300)})
    payers = []
    for name in names:
        place = draw.randrange(len(name))
        payers.append(name[:place] + draw.choice(letters) + name[place + 1 :])
    found = alike(pl.Series(payers), pl.Series(names), 0.92)
    keys = dict(zip(names, normalised(pl.Series(names)).to_list(), strict=True))
    forms = dict(zip(payers, normalised(pl.Series(payers)).to_list(), strict=True))
    expected = {
        (payer, name)
        for payer in payers
        for name in names
        # With the words in the order of the alphabet, or in their own where a slip changed that order.
        if max(JaroWinkler.normalized_similarity(*pair) for pair in ((forms[payer], keys[name]), (payer, name))) >= 0.92
    }
    got = set(found.select("counterparty", "name").iter_rows())
    assert got <= expected
    assert len(expected - got) <= len(expected) // 100


def test_the_order_of_rows_changes_nothing() -> None:
    payers, names = ["Acme Ltd", "Jon Smith", "Zed"], ["John Smith", "Acme", "Acme Inc"]
    first = alike(pl.Series(payers), pl.Series(names), 0.92)
    assert first.equals(alike(pl.Series(payers[::-1]), pl.Series(names[::-1]), 0.92))


@pytest.mark.parametrize(
    ("payer", "value"),
    [
        ("T. Holdings <Pay@Thornbury.example>", "pay@thornbury.example"),
        ("+1 (202) 555-0147", "+12025550147"),
        ("@tillbrook", "tillbrook"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_values_in_a_payer_take_the_form_of_the_scanner(payer: str, value: str) -> None:
    assert value in payer_values(pl.Series([payer]))["value"].to_list()
