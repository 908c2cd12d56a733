"""Which names whose dot is a word are domains ("nordbyg dot dk"), and no words of a sentence beside a dot."""

from __future__ import annotations

import re

from auditor.detectors.parts.domains import COUNTRIES, SAFE_ENDINGS
from auditor.detectors.parts.ordinary import is_word
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import View

_SITE = re.compile(
    r"(?:web|site|sito|sitio|pagina|page|seite|strona|stronie|sitem|situs|portfolio|portofolio|website|сайт\w?|сайті|on|en|su|auf|na|di|sur|em|در|على|موقع\w?)\W{1,3}(?:es|is|e|ist|est|to|jest)?\s?$"
)
VISIT = re.compile(
    rf"{_SITE.pattern}|\b(?:visit|visita|visite|besuch\w*|go to|check(?: out)?|found (?:on|at|under)|find me (?:on|at)|browse)\s$"
)
# Somebody is to be reached there.
_REACHED = re.compile(
    r"\b(?:e-?mail|mail|write|reach|contact|ping|look|find|message|text|hit)\s(?:me|us)(?:\s(?:up|at|on|via|through|under|in)){0,2}(?:\W{1,3}|$)$"
)
_ENDS = re.compile(r"\s*(?:[.,;:!?)\n]|$)")
_BEFORE = 40


def is_spoken(view: View, link: tuple[int, int], labels: list[str], path: str) -> bool:
    """Whether a name is a domain whose dot is spoken at text[slice(*link)]."""
    last, name = labels[-1], max(labels[:-1], key=len)
    if last in SAFE_ENDINGS:
        return len(name) > 2 or len(labels) > 2
    if len(path) > 2:
        return True
    if len(name) <= 3 or name in STOP:
        return False
    if last in COUNTRIES and not is_word(name):
        return True
    # "punto es" and "dot in" are words of a sentence as well: the name must be told, odd or the last word.
    before = view.text[max(0, link[0] - _BEFORE) : link[0]]
    odd = len(name) >= 8 or "-" in name or len(labels) > 2
    told = _SITE.search(before) is not None or (_REACHED.search(before) is not None and not is_word(name))
    ends = _ENDS.match(view.text, link[1]) is not None
    return (bool(view.memo.get("foreign_dot")) and (odd or told or ends)) or (odd and ends) or (told and ends)
