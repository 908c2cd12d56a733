"""A wallet whose check is wrong is told and hardly believed; the checks are those of published addresses."""

from __future__ import annotations

import pytest

from auditor.detectors.parts.wallets import has_base58_check, has_bech32_check, has_eip55_check
from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("btc 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "btc 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"),
        ("usdt trc20 TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "usdt trc20 TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"),
        (
            "send usdt to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "send usdt to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        ),
    ],
)
def test_a_wrong_check_is_hardly_believed(right: str, wrong: str) -> None:
    sure, unsure = (
        [one.confidence for one in find_in(text, Scope()) if one.category is Category.CRYPTO] for text in (right, wrong)
    )
    assert min(sure) > 0.9
    assert max(unsure) < 0.5


def test_the_checks_of_published_addresses_hold_and_those_of_others_do_not() -> None:
    assert has_base58_check("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")
    assert not has_base58_check("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3")
    assert has_bech32_check("bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr")
    assert has_bech32_check("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")
    assert not has_bech32_check("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")
    assert has_eip55_check("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")
    assert has_eip55_check("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359")
    assert not has_eip55_check("0xFb6916095ca1df60bB79Ce92cE3Ea74c37c5d359")
