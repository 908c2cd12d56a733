"""A telephone number whose last digits its sender gives anew."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import found
from tests.test_talked_round import said

CORRECTED = ("sorry 0199 at the end", "oops, typo: it ends with 0199", "perdón, 0199 al final", "sorry, 0199 am Ende")
LEFT = ("the logo is 0199 at the end", "sorry, 0163 at the end", "sorry, running late")


@pytest.mark.parametrize("text", CORRECTED)
def test_the_number_that_is_meant_is_found(text: str) -> None:
    values = [
        one["normalized"] for one in found(said("my cell is +1 202 555 0163", "f: ok", f"c: {text}"), Category.PHONE)
    ]
    assert values == ["+12025550163", "+12025550199"]


@pytest.mark.parametrize("text", LEFT)
def test_nothing_is_put_right_by(text: str) -> None:
    values = [
        one["normalized"] for one in found(said("my cell is +1 202 555 0163", "f: ok", f"c: {text}"), Category.PHONE)
    ]
    assert values == ["+12025550163"]
