"""E-mail addresses and domains are what is written: low lines and dots of a name, letters of a domain, endings of small countries."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.test_gate import same
from tests.test_where_values_end import values

WRITTEN = {
    "write me at _jon@posteo.net": "_jon@posteo.net",
    "my mail:__jon@posteo.net": "__jon@posteo.net",
    "see _jon@posteo.net_": "jon@posteo.net",
    "_jon@posteo.net is mine_ and nobody else's": "jon@posteo.net",
    "write me at j..k@posteo.net": "j..k@posteo.net",
    "mail jon..k@posteo.net": "jon..k@posteo.net",
    "mail jon.@posteo.net": "jon@posteo.net",
    "write me..jon@posteo.net": "jon@posteo.net",
    "my contact..jon@posteo.net": "jon@posteo.net",
    "write me at .jon@posteo.net": "jon@posteo.net",
    "petra .lind@posteo.net": "petra.lind@posteo.net",
    "пишите на почта@яндекс.рф": "почта@яндекс.рф",
    "пишите на Почта@Яндекс.РФ": "почта@яндекс.рф",
    "petra собака яндекс точка ру": "petra@yandex.ru",
    "petra@сайт.укр": "petra@сайт.укр",
    "petra собака укр точка нет": "petra@ukr.net",
    "reach me at jon at nordbyg dot no": "jon@nordbyg.no",
    "jon at nordbyg dot dk": "jon@nordbyg.dk",
    "petra at nordbyg dot se": "petra@nordbyg.se",
    "send it to jon at nordbyg dot ch": "jon@nordbyg.ch",
}
NO_ADDRESS = (
    "meet jon at work dot no more talk",
    "send the file to support at noon dot is that fine",
    "we met at dot dk",
)
PAGES = {
    "mail me: nordbyg dot dk": "nordbyg.dk",
    "google nordbyg dot dk": "nordbyg.dk",
    "reach me at nordbyg dot fi": "nordbyg.fi",
    "write me on nordbyg dot no": "nordbyg.no",
}
NO_PAGE = (
    "the config of foo dot no is bad",
    "we met at dot dk",
    "put the second dot no lower than this",
    "remove that dot is it done",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_an_address_is_what_is_written(text: str) -> None:
    assert [one for _, one in values(text, Category.EMAIL)] == [WRITTEN[text]]


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_a_word_for_at_and_one_for_a_dot_make_no_address_of_a_sentence(text: str) -> None:
    assert values(text, Category.EMAIL) == []


@pytest.mark.parametrize("text", PAGES)
def test_a_page_is_named_with_a_word_for_the_dot(text: str) -> None:
    assert [one for _, one in values(text, Category.URL)] == [PAGES[text]]


@pytest.mark.parametrize("text", NO_PAGE)
def test_a_dot_of_a_sentence_names_no_page(text: str) -> None:
    assert values(text, Category.URL) == []


def test_all_are_found_alike_without_the_gate() -> None:
    same((str(at), None, None, None, text) for at, text in enumerate((*WRITTEN, *NO_ADDRESS, *PAGES, *NO_PAGE)))
