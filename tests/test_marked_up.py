"""A detail with markup inside is found whole, as one that is disguised; markup around a detail is no part of it."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.scanning.finding import find_in
from auditor.scanning.gate import keys, passing

INSIDE = {
    "My number: <b>415</b>-<b>555</b>-<b>0137</b>": ("415</b>-<b>555</b>-<b>0137", "+14155550137"),
    "[b]415[/b]-[b]555[/b]-[b]0137[/b] call me": ("415[/b]-[b]555[/b]-[b]0137", "+14155550137"),
    "<b>petra</b>.<i>lind</i>@gmail.com": ("petra</b>.<i>lind</i>@gmail.com", "petra.lind@gmail.com"),
    "petra<wbr>.lind@<span class='x'>gmail</span>.com": (
        "petra<wbr>.lind@<span class='x'>gmail</span>.com",
        "petra.lind@gmail.com",
    ),
    "mail `petra.lind`@`gmail.com`": ("petra.lind`@`gmail.com", "petra.lind@gmail.com"),
    "add me t.me/<i>petra_lind</i>": ("t.me/<i>petra_lind", "petra_lind"),
    "IBAN DE89 <b>3704</b> 0044 0532 0130 00": ("DE89 <b>3704</b> 0044 0532 0130 00", "DE89370400440532013000"),
}
AROUND = {
    "<p>Call <b>415-555-0137</b> now</p>": "415-555-0137",
    "<p>415-555-0137</p><p>Hello</p>": "415-555-0137",
    "mail <b>petra.lind@gmail.com</b>, thanks": "petra.lind@gmail.com",
    "mail `petra.lind@gmail.com`.": "petra.lind@gmail.com",
}
NONE = (
    "SELECT `users`.`name` FROM `db`.`info`",
    "`npm i @types/node` and `user@host`",
    "if a<b and c>d then b.lind",
    "<b>Width</b>:<i>212</i>, <b>height</b>:<i>736</i>, depth <i>5000</i>",
    "Scores:<br>98<br>76<br>54<br>32<br>10",
    "<ul><li>98</li><li>76</li><li>54</li><li>32</li><li>10</li></ul>",
    "invoice <b>415</b>-<b>555</b>-<b>0137</b>",
)


@pytest.mark.parametrize("text", INSIDE)
def test_a_detail_with_markup_inside_is_found_whole(text: str) -> None:
    written, known = INSIDE[text]
    found = [one for one in find_in(text, Scope()) if one.normalized]
    assert [(text[one.start : one.end], one.normalized, one.obfuscated) for one in found] == [(written, known, True)]
    assert [one.readings for one in passing(keys(pl.Series([text])))] == [True]


def test_a_number_on_lines_of_markup_is_one_where_something_calls_it_so() -> None:
    text = "call 415<br>555<br/>0137"
    assert "+14155550137" in [one.normalized for one in find_in(text, Scope())]


@pytest.mark.parametrize("text", AROUND)
def test_markup_around_a_detail_is_no_part_of_it(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.normalized]
    assert [(text[one.start : one.end], one.obfuscated) for one in found] == [(AROUND[text], False)]


@pytest.mark.parametrize("text", NONE)
def test_marked_up_words_and_figures_are_no_detail(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.normalized] == []
