"""Asks that are kept up after a no: whoever pleads, offers more or says that nobody will know still waits for a yes."""

from __future__ import annotations

import re

from auditor.lexicons.cues import cue
from auditor.scanning.folding import fold

INSISTING_WORDS, RAISING_WORDS = 14, 8
_CLAUSE_END = re.compile(r"[,.!?;:\n…،؟。！？，；।۔]+")
# Scripts without blanks: as many letters make a word.
_WORD = re.compile(r"[぀-鿿]{2}|[^\W_]+")
# "10% more", "$50 extra", "+50", "500?": what is offered on top, or in place of what was refused.
_RAISES = re.compile(
    r"\d\s?%|[€$£₹¥₽₺₴]\s?\d|\d\s?(?:[€$£₹¥₽₺₴]|k\b|usdt?\b|eur\b|euros?\b|dollars?\b|bucks\b|gbp\b|inr\b|rs\b|reais\b|zl\b|tl\b|грн|руб|元|块|процент)"
    r"|^\W*(?:and|и|y|e|et|und)?\s?\+?\d{2,5}\W*$"
)


def insists(body: str) -> bool:
    """Whether the asker keeps up what the other side has just refused: "please?", "come on", "10% more"."""
    text = fold(body).text
    words = len(_WORD.findall(text))
    if words > INSISTING_WORDS or cue("of_job").search(text) is not None:
        return False
    if words <= RAISING_WORDS and _RAISES.search(text) is not None:
        return True
    return any(cue("insists").search(one.strip()) is not None for one in _CLAUSE_END.split(text) if one.strip())
