"""Signs of an address that are said as words, in brackets or not: the name before the at is never cut."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.scanning.finding import find_in
from auditor.scanning.gate import keys, passing

SAID = {
    "petra(underscore)lind(at)outlook(dot)com": "petra_lind@outlook.com",
    "petra[dash]lind[at]outlook[dot]com": "petra-lind@outlook.com",
    "petra (underscore) lind (at) outlook (dot) com": "petra_lind@outlook.com",
    "petra(at)gmail(period)com": "petra@gmail.com",
    "petra AT-SIGN gmail PERIOD com": "petra@gmail.com",
    "petra plus work at gmail dot com": "petra+work@gmail.com",
    "petra minus lind at gmail dot com": "petra-lind@gmail.com",
    "petra plus work@gmail.com": "petra+work@gmail.com",
    "petra at out look dot com": "petra@outlook.com",
    "petra91 at hot mail dot com": "petra91@hotmail.com",
    "petra at out look.com": "petra@outlook.com",
    "tg: p e t r a _ l i n d": "petra_lind",
}
NONE = (
    "we got a plus work at gmail on this",
    "for the period net of fees we earn more",
    "in this period be careful",
    "a trial period compared to it",
    "x plus y at z dot size",
    "hot mail campaign ideas look good",
    "a _ b _ c are columns",
)


@pytest.mark.parametrize("text", SAID)
def test_signs_that_are_said_are_read(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.normalized]
    assert [one.normalized for one in found] == [SAID[text]]
    assert found[0].obfuscated
    assert passing(keys(pl.Series([text]))) != []


@pytest.mark.parametrize("text", NONE)
def test_the_same_words_in_a_sentence_are_no_signs(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.normalized] == []
