"""Whether what is sent directly is what was worked on: "send me the logo directly"."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicons.cues import cue, words
from auditor.model.words import Category
from auditor.patterns import Sifted

SENT = frozenset((Category.OFF_PLATFORM_PAYMENT, Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST))
_MONEY = re.compile(
    r"\b(?:pay\w*|invoice\w*|money|zahl\w*|pag\w*|ode\w*|bayar\w*|para\w*|geld)\b|плат|оплат|付|钱|दे|পে|دفع"
)
_OUTSIDE = re.compile(
    r"\b(?:outside|off|plat+form\w*|site\w*|aussen|ausserhalb|fuera|fora|fuori|dehors|hors|poza|disind\w*|luar|ngoai|labas|bahar|private\w*|privat\w*)\b|мимо|поза|вне|站外|线下|私下|خارج|برا|باہر|बाहर"
)
_CLAUSE_END = re.compile(r"[.!?;\n。！？]")
_REACH = 40


@cache
def _sends() -> Sifted:
    return Sifted(words("hands_over"))


def is_sent(before: str, phrase: str, after: str) -> bool:
    """By the words of the clause: a thing that was made, sent on, and neither money nor a detail, nor a way out of this place."""
    clause = f"{before[-_REACH:]} {phrase} {_CLAUSE_END.split(after, maxsplit=1)[0][:_REACH]}"
    if cue("sent_things").search(clause) is None or _sends().search(phrase) is None or _OUTSIDE.search(phrase):
        return False
    return not (
        _MONEY.search(clause) or any(cue(one).search(clause) for one in ("pay_strong", "mail", "number", "phone"))
    )
