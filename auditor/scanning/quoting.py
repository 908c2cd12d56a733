"""What a message quotes: lines of the one it answers, and words that stand on a button or in a headline. Whoever quotes words
neither offers nor asks what they say."""

from __future__ import annotations

import re

from auditor.lexicons.cues import cue
from auditor.scanning.folding import fold

# A line that begins with ">", and the line "On ... wrote:" that mail programs put above such lines.
_QUOTED = re.compile(r"^[^\S\n]*(?:>|&gt;)[^\n]*|^[^\S\n]*On\b[^\n]{0,120}\bwrote:[^\S\n]*(?=\n\s*(?:>|&gt;))", re.M)

_MARKED = re.compile(r"[\"“„”«»「『](?P<words>[^\n\"“”„«»「」『』]{3,90})[\"”“»«」』]")
# What is to be translated may stand behind a colon without any marks.
_TO_TRANSLATE = re.compile(
    r"\b(?:proof-?read|spell-?check|relire|relisez|korrekturlesen|corrige|correggi|corrija|translate|translation (?:of|for)|traduis(?:ez)?|traduire|traduc[ei]|traduzir|traduza|traducir|traduzca|ubersetze?n?|übersetze?n?|przetłumacz|переведи(?:те)?|переклади|terjemahkan|çevir(?:in|iniz|ir misin)?|翻译(?:一下)?|dịch|isalin|ترجم)\b"
    r"(?:[^\S\n][\w'-]+){0,4}[^\S\n]?[:：][^\S\n]*(?P<words>[^\n]{3,200})",
    re.I,
)
_ENDS = re.compile(r"[.!?。！？؟।\n]")
# So far from the quotation marks the button or the headline is named.
_BEFORE, _AFTER = 40, 28


def quoted_spans(body: str) -> tuple[tuple[int, int], ...]:
    """Where the quoted lines of a message stand, as offsets of its text, each without its line end."""
    return tuple(one.span() for one in _QUOTED.finditer(body)) if ">" in body or "&gt;" in body else ()


def without_quoted(body: str) -> str:
    """The message with blanks in place of what it quotes: every other letter keeps its offset."""
    for start, end in quoted_spans(body):
        body = body[:start] + " " * (end - start) + body[end:]
    return body


def shown_spans(body: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in quotation marks beside the name of what bears them, as offsets of the text."""
    marked = (one.span("words") for one in _MARKED.finditer(body) if _is_borne(body, one.start(), one.end()))
    translated = (one.span("words") for one in _TO_TRANSLATE.finditer(body)) if ":" in body or "：" in body else ()
    return (*marked, *translated)


def _is_borne(body: str, start: int, end: int) -> bool:
    # In the same sentence: what was said before is another matter.
    before, after = body[max(0, start - _BEFORE) : start], body[end : end + _AFTER]
    beside = f"{_ENDS.split(before)[-1]} | {_ENDS.split(after)[0]}"
    return cue("bears_text").search(fold(beside).text) is not None
