"""Words beside a detail that say what it is, in many languages, over folded text."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicons.cues import cue, latin, words


class _PhoneCue:
    """What calls digits a telephone number; ready when it is first searched, so that importing costs nothing."""

    def search(self, text: str) -> re.Match[str] | None:
        return cue("phone").search(text)


PHONE_CUE = _PhoneCue()


@cache
def own_number() -> re.Pattern[str]:
    """Whoever says that it is the own number may give a part of it."""
    mine = rf"{latin('mine')}\s(?:\w+\s)?{latin('number_noun')}[^.!?\n]{{0,12}}$"
    return re.compile(rf"{mine}|{words('my_number')}[^.!?\n]{{0,8}}$")
