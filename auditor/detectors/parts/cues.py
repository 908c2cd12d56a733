"""Words beside a detail that say what it is, in many languages, over folded text."""

from __future__ import annotations

import re
from functools import cache

from auditor.detectors.parts.apps import App, apps, apps_in
from auditor.detectors.parts.payments import APPS
from auditor.lexicons.cues import cue, latin, words
from auditor.patterns import Sifted


class _PhoneCue:
    """What calls digits a telephone number; ready when it is first searched, so that importing costs nothing."""

    def search(self, text: str) -> re.Match[str] | None:
        return cue("phone").search(text)


PHONE_CUE = _PhoneCue()


@cache
def _by_number() -> tuple[App, ...]:
    """Apps in which people are found by their telephone number, and are sent money by it."""
    return (*(one for one in apps("apps.toml", "messenger") if one.by_number), *_wallets())


@cache
def _wallets() -> tuple[App, ...]:
    return tuple(one for one in APPS if one.dialled)


def calls_a_number(near: str) -> bool:
    """Whether words around digits say that they are dialled: a word for it, or an app that goes by them."""
    # The beginning of a number stands for the word in French, and says nothing of the digits that it is part of.
    told = any(not one.group().isdigit() for one in cue("phone").finditer(near))
    return told or any(apps_in(near, _by_number()))


def called_in(near: str) -> tuple[str, ...]:
    """Countries of the wallets named around digits, whose accounts are telephone numbers of theirs: M-Pesa, Bizum."""
    return tuple(one.dialled for one in apps_in(near, _wallets()) if one.dialled)


@cache
def own_number() -> Sifted:
    """Whoever says that it is the own number may give a part of it."""
    mine = rf"{latin('mine')}\s(?:\w+\s)?{latin('number_noun')}[^.!?\n]{{0,12}}$"
    return Sifted(rf"{mine}|{words('my_number')}[^.!?\n]{{0,8}}$")
