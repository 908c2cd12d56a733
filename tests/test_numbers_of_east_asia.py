"""Numbers of Japan, Korea, Taiwan and China: by their groups, and by the script and the words beside them."""

from __future__ import annotations

import pytest

from tests.test_gate import same
from tests.test_number_countries import numbers

NUMBERS = {
    "call me: 090-1234-5678 電話": "+819012345678",
    "電話 090-1234-5678": "+819012345678",
    "携帯 080 1234 5678": "+818012345678",
    "03-1234-5678 電話番号": "+81312345678",
    "電話 06-1234-5678": "+81612345678",
    "電話は090-1234-5678です": "+819012345678",
    "연락처 010-1234-5678": "+821012345678",
    "call me: 010-1234-5678 전화": "+821012345678",
    "010-1234-5678 전화 電話": "+821012345678",
    "電話：02-1234-5678": "+886212345678",
    "電話 0912-345-678": "+886912345678",
    "电话 010-12345678": "+861012345678",
    "电话 13812345678": "+8613812345678",
    "電話 138 1234 5678": "+8613812345678",
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_of_the_country_that_its_groups_and_the_words_beside_it_tell(text: str) -> None:
    assert numbers(text, "US", "GB", "IN") == [NUMBERS[text]]


def test_they_are_found_alike_without_the_gate() -> None:
    same((str(at), None, None, None, text) for at, text in enumerate(NUMBERS))
