"""Several names of one app, one name for several apps, and names that hold the host they live on."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in

HANDLES = (Category.MESSENGER, Category.SOCIAL)
GIVEN = {
    "telegram: @petra_lind, @fjordlind": {("telegram", "petra_lind"), ("telegram", "fjordlind")},
    "ping @petra_lind @fjordlind on telegram": {("telegram", "petra_lind"), ("telegram", "fjordlind")},
    "same nick on tg, ig and snap: petralind": {("telegram", "petralind"), ("instagram", "petralind"), ("snapchat", "petralind")},
    "my tg and insta are both @petra_lind": {("telegram", "petra_lind"), ("instagram", "petra_lind")},
    "IG/FB: petralind": {("instagram", "petralind"), ("facebook", "petralind")},
    "wickr: petralind": {("wickr", "petralind")},
    "@petra@fjord.social": {("mastodon", "petra@fjord.social")},
    "matrix: @petra:fjordchat.org": {("matrix", "petra:fjordchat.org")},
}  # fmt: skip
NONE = (
    "Icons for tg, ig and snap: outlined please",
    "IG/FB: carousel is done",
    "the decorators are @cache:first and @wraps",
)


@pytest.mark.parametrize("text", GIVEN)
def test_all_are_found(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category in HANDLES and one.normalized]
    assert {(one.kind, one.normalized) for one in found} == GIVEN[text]
    assert all(text[one.start].strip() for one in found)
    assert not [one for one in find_in(text, Scope()) if one.category in (Category.EMAIL, Category.URL)]


@pytest.mark.parametrize("text", NONE)
def test_no_name_is_found(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category in HANDLES and one.normalized] == []
