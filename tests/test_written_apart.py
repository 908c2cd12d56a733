"""Accounts, cards and wallets in pieces or words, numbers in lines and in letters of the keys; and their innocent neighbours."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in
from auditor.scanning.gate import keys, passing

APART = {
    "IBAN DE eighty nine 3704 0044 0532 0130 00": (Category.IBAN, "DE89370400440532013000"),
    "my iban DE89 37o4 oo44 o532 o13o oo": (Category.IBAN, "DE89370400440532013000"),
    "my IBAN is 3704 0044 0532 0130 00 with DE89 in front": (Category.IBAN, "DE89370400440532013000"),
    "card four five three nine 1488 0343 6467": (Category.CARD, "4539148803436467"),
    "btc bc1 qar0 srrr 7xfk vy5l 643l ydnw 9re5 9gtz zwf5 mdq": (
        Category.CRYPTO,
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    ),
    "BTC: 1BvB MSEY stWe tqTF n5Au 4m4G Fg7x JaNV N2": (Category.CRYPTO, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
    "Konto 532013000, BLZ 37040044": (Category.PAYMENT_HANDLE, "532013000"),
    "acct 55779911, s/c 200000": (Category.PAYMENT_HANDLE, "55779911"),
    "conta 12345-6 agência 0001": (Category.PAYMENT_HANDLE, "123456"),
    "My mobile, two digits per line:\n07\n91\n11\n23\n45\n6": (Category.PHONE, "+447911123456"),
    "my number, line by line\n4\n1\n5\n5\n5\n5\n0\n1\n3\n7": (Category.PHONE, "+14155550137"),
    "call 1-800-FLOWERS": (Category.PHONE, "+18003569377"),
    "my phone is 1 (800) MY-APPLE": (Category.PHONE, "+18006927753"),
    "call 212-PEN-5000": (Category.PHONE, "+12127365000"),
}
NONE = (
    "IBAN DE eighty nine 3704 0044 0532 0130 01",
    "what an IBAN is: two letters, two check digits, XX00 0000 0000",
    "card four five three nine 1488 0343 6468",
    "BTC: 1BvB MSEY stWe tqTF n5Au 4m4G Fg7x JaNV N3",
    "account 12345678 fails with error 200000",
    "scores, one per line:\n98\n76\n54\n32\n10",
    "part no 212-PEN-5000",
    "the 1-800-FLOWERS theme",
    "pick numbers 3 14 15 92 65 35 89 79",
    "API calls: 212 736 5000 per day",
    "Cell A1: 212 736 5000",
    "Built on Socket.IO, ASP.NET Core and Next.js",
)


@pytest.mark.parametrize("text", APART)
def test_what_is_written_apart_is_found_whole(text: str) -> None:
    category, known = APART[text]
    found = [one for one in find_in(text, Scope()) if one.normalized]
    assert [(one.category, one.normalized) for one in found] == [(category, known)]
    assert passing(keys(pl.Series([text]))) != []


@pytest.mark.parametrize("text", NONE)
def test_their_neighbours_are_no_details(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.normalized] == []


def test_the_free_line_of_a_firm_is_a_mention_and_the_own_one_an_offer() -> None:
    said = {text: find_in(text, Scope()) for text in ("contact Fjordcom on 1-888-FJORDCOM", "call me: 1-888-FJORDCOM")}
    stances = [[one.stance.value for one in found if one.normalized] for found in said.values()]
    assert stances == [["mention"], ["offer"]]


@pytest.mark.parametrize(
    "text",
    [
        "USDT contract address 0x52908400098527886E0F7030069857D2E4169EE7, see the on-chain docs",
        "the token contract is 0x52908400098527886E0F7030069857D2E4169EE7",
    ],
)
def test_the_contract_of_a_token_is_a_mention(text: str) -> None:
    assert {one.stance.value for one in find_in(text, Scope()) if one.normalized} == {"mention"}
