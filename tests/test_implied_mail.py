"""Addresses whose provider is named in words of many languages, names in several words, and what is to be left out of one."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in
from auditor.scanning.gate import keys, passing

MEANT = {
    "petra.lind bei web.de": "petra.lind@web.de",
    "petra.lind su libero.it": "petra.lind@libero.it",
    "petra.lind no uol.com.br": "petra.lind@uol.com.br",
    "petra.lind chez orange.fr": "petra.lind@orange.fr",
    "petra.lind na wp.pl": "petra.lind@wp.pl",
    "petra.lind на яндексе": "petra.lind@yandex.ru",
    "почта petra88 на мейле": "petra88@mail.ru",
    "petra (chez) fjordmail (point) io": "petra@fjordmail.io",
    "petra (chez) fjordmail (punto) io": "petra@fjordmail.io",
    "my gmail - petra fjordqvist 88": "petrafjordqvist88@gmail.com",
    "petra собака мэйл точка ру": "petra@mail.ru",
    "my username is petra.lind and I use gmail": "petra.lind@gmail.com",
    "petra.lind is me on g-mail": "petra.lind@gmail.com",
    "почта петра фьорд собака мейл точка ру": "петрафьорд@mail.ru",
    "petra.fjordNOSPAM@gmail.com without the NOSPAM": "petra.fjord@gmail.com",
    "petra.fjord@NOSPAMgmail.com": "petra.fjord@gmail.com",
    "petra.lind(remove this)@gmail.com": "petra.lind@gmail.com",
    "petra.lind [delete me] @ gmail.com": "petra.lind@gmail.com",
}
NONE = (
    "the layout is in main.scss on web.de only",
    "header.php no uol.com.br fails",
    "version2.1 on gmail looks broken",
    "petra.studio на мейле, точка example",
    "my gmail never does that",
    "my gmail - please look at the inbox",
)


def _addresses(text: str) -> list[str | None]:
    return [one.normalized for one in find_in(text, Scope()) if one.category is Category.EMAIL]


@pytest.mark.parametrize("text", MEANT)
def test_the_address_is_read(text: str) -> None:
    assert _addresses(text) == [MEANT[text]]
    assert passing(keys(pl.Series([text]))) != []


@pytest.mark.parametrize("text", NONE)
def test_there_is_none(text: str) -> None:
    assert _addresses(text) == []
