"""Postal addresses as they are written in Ireland, Canada, Australia and the Netherlands, and addresses of customers."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in
from auditor.scanning.gate import keys, passing

GIVEN = {
    "14 Fjord Square, Dublin 4": "14 fjord square, dublin 4",
    "You can send the proofs to 52 Lindqvist Street, Dublin 8, D08 XY12": "52 lindqvist street, dublin 8, d08 xy12",
    "200 Queen Fjord St W, Toronto, ON M5V 9Z9 is where I live": "200 queen fjord st w, toronto, on m5v 9z9",
    "Fjordgracht 312, 1016 ZZ Amsterdam": "fjordgracht 312, 1016 zz amsterdam",
    "Lindlaan 7, 3512 AB Utrecht": "lindlaan 7, 3512 ab utrecht",
    "31 Fjord Road, Sydney NSW 2010": "31 fjord road, sydney nsw 2010",
}
OF_OTHERS = (
    "The customer at 14 Fjord Street, London NW9 9ZZ complained",
    "Our client is at Calle Fjord 14, 28013 Madrid",
)
NONE = ("we are 2 steps this way, dublin is next", "the singel 1015 ab layout", "row 12 of the square, dublin 20 px")


@pytest.mark.parametrize("text", GIVEN)
def test_the_address_is_found(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category is Category.POSTAL_ADDRESS]
    assert [(one.normalized, one.stance) for one in found] == [(GIVEN[text], Stance.OFFER)]
    assert passing(keys(pl.Series([text]))) != []


@pytest.mark.parametrize("text", OF_OTHERS)
def test_an_address_of_a_customer_is_mentioned(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category is Category.POSTAL_ADDRESS]
    assert [one.stance for one in found] == [Stance.MENTION]


@pytest.mark.parametrize("text", NONE)
def test_there_is_none(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category is Category.POSTAL_ADDRESS] == []
