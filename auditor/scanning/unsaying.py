"""What is taken back: an ask by its asker ("just kidding"), a yes by who gave it ("wait, no")."""

from __future__ import annotations

from functools import cache

from auditor.lexicons.cues import words
from auditor.patterns import Sifted
from auditor.scanning.folding import fold

# Who takes something back says little more.
UNSAID_LETTERS = 80


def is_question(body: str) -> bool:
    """Whether a message asks, by its sign."""
    return any(mark in body for mark in "?？؟")


def _no() -> str:
    return rf"(?:{words('says_no')}|{words('plain_no')}|{words('unsays')})"


@cache
def _second_thoughts() -> Sifted:
    """A message that begins by halting and then says no: "wait, no", "actually I'd rather not"."""
    return Sifted(rf"^\W*(?:\w+\W+)?{words('halts')}\W+(?:\w+\W+){{0,2}}?{_no()}|^\W*(?:\w+\W+)?{words('unsays')}")


@cache
def _plain_no() -> Sifted:
    """A message that is a no and nothing else, after a word perhaps: "hmm no", "bueno, mejor no"."""
    return Sifted(rf"^\W*(?:\w+\W+)?{_no()}(?:\W*(?:{_no()}|{words('halts')})){{0,2}}\W*$")


def backs_out(body: str, at_once: bool) -> bool:
    """Whether whoever agreed before thinks better of it; `at_once`: nobody has spoken since."""
    text = fold(body).text
    if len(text) >= UNSAID_LETTERS or is_question(body):
        return False
    return _second_thoughts().search(text) is not None or (at_once and _plain_no().search(text) is not None)


@cache
def _taken_back() -> Sifted:
    """A message that begins by taking an ask back, after a sound or a word perhaps: "haha no, just kidding"."""
    return Sifted(rf"^\W*(?:\w+\W+){{0,2}}?{words('unsays')}")


def unsays(body: str) -> bool:
    """Whether the asker takes the ask back, so that what comes next is no answer to it."""
    text = fold(body).text
    return len(text) < UNSAID_LETTERS and _taken_back().search(text) is not None
