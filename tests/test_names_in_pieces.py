"""A name whose end, letters with digits, follows its beginning in the next message is one; so are numbers that answer "yours?"."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import found
from tests.test_scanning_pieces import said

Lines = list[tuple[str, str]]
NAMES: dict[str, Lines] = {
    "nordbyg88": [("c", "wechat"), ("c", "nord"), ("c", "byg88")],
    "nordbyg77": [("c", "my wechat is"), ("c", "nord"), ("c", "byg77")],
    "doralind88": [("c", "wechat"), ("c", "dora"), ("c", "lind88")],
    "petralind7": [("c", "your telegram?"), ("f", "petra"), ("f", "lind7")],
    "nordbyg4488": [("c", "telegram"), ("c", "nordbyg"), ("c", "4488")],
    # What stands before the name is no part of it.
    "lindgren88": [("c", "wechat"), ("c", "wait"), ("c", "lindgren88")],
    "lindgren77": [("c", "wechat"), ("c", "ok"), ("c", "lindgren77")],
    "lindgren66": [("c", "telegram"), ("c", "dora"), ("c", "@lindgren66")],
}
OF_WORK: list[Lines] = [
    [("c", "whatsapp"), ("c", "tested"), ("c", "v42")],
    [("c", "paypal"), ("c", "step"), ("c", "php8")],
    [("c", "telegram"), ("c", "ticket"), ("c", "bug42")],
    [("c", "skype"), ("c", "release"), ("c", "rc12")],
]
NUMBERS: list[Lines] = [
    [("c", "yours?"), ("f", "212"), ("f", "736"), ("f", "5000")],
    [("c", "and yours?"), ("f", "212"), ("f", "ok"), ("f", "736"), ("f", "5000")],
    [("c", "¿el tuyo?"), ("f", "212"), ("f", "736"), ("f", "5000")],
]
FIGURES: list[Lines] = [
    [("c", "how many pages?"), ("c", "yours?"), ("f", "212"), ("f", "736"), ("f", "5000")],
    [("c", "which of the builds are yours?"), ("f", "212"), ("f", "736"), ("f", "5000")],
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_drawn_together(name: str) -> None:
    values = [one["normalized"] for one in found(said(NAMES[name]), Category.MESSENGER) if one["normalized"]]
    assert values == [name]


@pytest.mark.parametrize("lines", OF_WORK)
def test_versions_and_tickets_behind_a_word_make_no_name_with_it(lines: Lines) -> None:
    drawn = "".join(body for _, body in lines[1:])
    several = [*found(said(lines), Category.MESSENGER), *found(said(lines), Category.PAYMENT_HANDLE)]
    assert drawn not in [one["normalized"] for one in several]


@pytest.mark.parametrize("lines", NUMBERS)
def test_digits_that_answer_whose_is_yours_are_a_number(lines: Lines) -> None:
    assert [one["normalized"] for one in found(said(lines), Category.PHONE)] == ["+12127365000"]


@pytest.mark.parametrize("lines", FIGURES)
def test_figures_are_none(lines: Lines) -> None:
    assert found(said(lines), Category.PHONE) == []


def test_a_card_in_halves_is_one() -> None:
    lines = [("c", "4539 5787"), ("c", "rest 6362 1486")]
    assert [one["normalized"] for one in found(said(lines), Category.CARD)] == ["4539578763621486"]
