"""How a text stands in the formats of the outputs, undone: what was escaped, doubled or folded reads as it was given."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from auditor.model.visible import visible

# The shortest that an output cuts a name to; what is left of it names the person as well.
CUT_CHARACTERS = 40
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_CONTROLS = {"n": "\n", "N": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_FOLD = re.compile(r"\r?\n[ \t]")
_BLANKS = re.compile(r"\s+")


def _unescaped(text: str) -> str:
    """Texts in JSON and in calendars: a backslash and one mark, or a character by its number."""
    return _ESCAPE.sub(lambda found: _character(found[1], found[2]), text)


def _character(number: str | None, mark: str) -> str:
    return chr(int(number, 16)) if number else _CONTROLS.get(mark, mark)


def _undoubled(text: str) -> str:
    return text.replace('""', '"')


def _unfolded(text: str) -> str:
    return _FOLD.sub("", text)


# By the end of a file's name: what to undo, one after the other; the text is looked at before and after each of them.
WAYS: Mapping[str, tuple[Callable[[str], str], ...]] = {
    ".html": (html.unescape,),
    ".json": (_unescaped,),
    ".jsonl": (_unescaped,),
    # A cell may hold a list, which is JSON, or a line of an export as it was read.
    ".csv": (_undoubled, _unescaped, _undoubled),
    ".ics": (_unfolded, _unescaped),
}


def readings(name: str, text: str) -> Iterator[str]:
    """The text of an output file of that name as it stands, and with the marks of its format undone."""
    yield _evened(text)
    for undo in WAYS.get(name[name.rfind(".") :], ()):
        text = undo(text)
        yield _evened(text)


def sought(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds one of the words as a whole in a reading, as it is or as an output shows or cuts it; None without words."""
    forms = sorted({_evened(form) for word in words for form in (word, visible(word), visible(word[:CUT_CHARACTERS]))})
    if not forms:
        return None
    ways = (
        rf"(?<![\w-]){re.escape(form)}" + ("" if len(form) >= CUT_CHARACTERS else r"(?![\w-])")
        for form in forms
        if form
    )
    return re.compile("|".join(ways))


def _evened(text: str) -> str:
    """One blank for several, as a page shows them."""
    return _BLANKS.sub(" ", text).strip()
