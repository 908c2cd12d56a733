"""Markup inside a detail: tags of HTML and of forums, backticks and asterisks around the parts of an address.

What only marks letters is taken out of the text; a tag that breaks the line breaks it. What stands around a whole detail
says nothing about it and stays outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model.detections import View

_INLINE = r"(?:b|i|u|s|em|strong|span|font|wbr|a|code|small|big|mark|tt|del|ins|strike|kbd|samp)"
_BREAK = r"(?:br|p|div|li)"
_ATTRIBUTES = r"(?:\s[^<>\[\]]{0,80})?/?"
_TAG = rf"(?:<!--[^>]{{0,60}}-->|</?(?:{_INLINE}|{_BREAK}){_ATTRIBUTES}>|\[/?(?:b|i|u|s|em|code|color|size)(?:=[^\]\[]{{0,20}})?\])"
_OPENING = rf"<{_INLINE}{_ATTRIBUTES}>|\[[a-z]{{1,5}}\]"
_TAGS = re.compile(rf"(?<=\S)\s{{0,2}}{_TAG}(?:\s{{0,2}}{_TAG}){{0,4}}\s{{0,2}}(?=[@.+/(-]{{0,2}}(?:{_OPENING})?\w)")
_BREAKS = re.compile(rf"</?{_BREAK}\b")
_MARKED = re.compile(r"[\w.+*`-]{1,64}@[\w.*`-]{1,64}")
_MARKS = re.compile(r"(?<=[\w.@+-])[*`]{1,3}(?=[.@+-]?[*`]{0,3}\w)")

# What sends a text to this reading, in the syntax of the gate.
GATE = (
    rf"</?(?:{_INLINE}|{_BREAK})(?:[\s/][^<>]{{0,90}})?>|\[/?(?:b|i|u|s|em|code|color|size)(?:=[^\]]{{0,20}})?\]",
    r"[*`][\w.+*`-]{0,64}@|@[\w.*`-]{0,64}[*`]",
)


def unmarked(view: View) -> list[tuple[int, int, str]]:
    """What the view is without its markup, as edits in order of place; most often nothing."""
    text = view.text
    edits = list(_without_tags(view)) if "<" in text or "[/" in text else []
    if "@" in text and ("`" in text or "*" in text):
        edits += _without_marks(view)
    edits.sort()
    return [one for at, one in enumerate(edits) if at == 0 or one[0] >= edits[at - 1][1]]


def with_lines(view: View) -> View:
    """The view with its line ends as ends of lines, that hide nothing: figures on lines are figures on lines."""
    if view.hidden is None:
        return view
    hidden = bytes(0 if one == "\n" else mark for one, mark in zip(view.text, view.hidden, strict=True))
    return View(view.text, view.cased, view.starts, view.ends, hidden, view.source)


def _without_tags(view: View) -> Iterator[tuple[int, int, str]]:
    for one in _TAGS.finditer(view.text):
        if _BREAKS.search(one.group()):
            yield one.start(), one.end(), "\n"
        elif one.group()[0].isspace() or one.group()[-1].isspace():
            yield one.start(), one.end(), " "
        else:
            # The letter before keeps the tag, so that a value cut out has all that stood inside it.
            yield one.start() - 1, one.end(), view.cased[one.start() - 1]


def _without_marks(view: View) -> Iterator[tuple[int, int, str]]:
    for address in _MARKED.finditer(view.text):
        for one in _MARKS.finditer(view.text, *address.span()):
            yield one.start() - 1, one.end(), view.cased[one.start() - 1]
