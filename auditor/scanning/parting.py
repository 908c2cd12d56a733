"""Details kept apart from what touches them: a dash or dots without blanks, the next sentence, a label, other scripts.

Signs are replaced one by one, so that all keep their offsets; between a detail and letters of a script that is written
without blanks one is put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.local_parts import is_in_name
from auditor.model.detections import View
from auditor.patterns import Sifted

_LONG_DASHES = re.compile("[\u2012-\u2015\u2e3a\u2e3b]")
# Not between digits, nor between letters that stand one by one: there dashes are a disguise.
_DASH = re.compile(r"(?<=[^\W_][^\W_])-(?=[^\W_@+(])(?<!\d-(?=\d))|(?<=[^\W_])-(?=[+(]?[^\W_][^\W_])(?<!\d-(?=[\d(+]))")
_LABEL = r"tel|telf|telefon\w*|phone|mobile?|mob|cell?|call|sms|whatsapp|viber|ph|handy|fon|number|btc|eth|usdt|card|visa|iban|konto|account"
_TOUCHING = re.compile(
    # Dots that trail off, and a sentence that begins right behind an address or a name.
    r"(?<=[^\W_])(?P<dots>\.{2,6})(?=[^\W_@])(?<!\d\.\.(?=\d))(?<!\d\.\.\.(?=\d))"
    r"|@[\w-]{1,63}(?:\.[\w-]{2,20}){0,3}(?<=[\w-])(?P<stop>\.)(?=[A-Z][a-z]+(?:[\s,!?]|$))"
    r"|\b(?:t|wa|paypal|m|zalo|vk)\.me/\w{2,40}(?P<end>\.)(?=[A-Z][a-z]+(?:[\s,!?]|$))"
    # Marks of slanted letters at both ends, a second detail behind an address, a label of digits.
    r"|(?<![\w.@/])(?P<open>_{1,3})(?=[a-zA-Z0-9][\w.+-]{0,63}@[\w-]{1,63}\.[^\n]{0,120}[^\s_]_{1,3}(?![\w@]))"
    r"|@[\w-]{1,63}(?:\.[a-zA-Z]{2,20}){1,3}(?:(?P<close>_{1,3})(?!\w)|(?P<stroke>/)(?=\s?(?:[+(]?\d|[a-zA-Z]+[:.]\s?[+(]?\d)))"
    rf"|(?<![\w?&/.@=-])(?i:(?:{_LABEL})(?:\s?(?P<label>[.=/_#-])|[,;](?P<after>))|[mtp](?P<short>\.))(?=\s?[+(]?\d[\d\s().-]{{6}}|[13b][a-zA-HJ-NP-Z0-9]{{24}}|[a-zA-Z]{{2}}\d\d)"
)
_HINT = Sifted(
    rf"[^\W_]\.\.|@[\w.-]{{3,80}}[._/]|\.me/\w{{2,40}}\.|\b_{{1,3}}[a-zA-Z0-9]|(?i:{_LABEL})\s?[.=/_#-]|\b[mtp]\.[+\d]"
)

# For Rust: a text in which folding puts a comma or an end of a sentence between words that only touch.
SIGNS = ("..", "\u2012", "\u2013", "\u2014", "\u2015", "\u2e3a", "\u2e3b", "\u3002")
GATE = r"[\pL\pN]\.\.+[\pL\pN]|[\pL\pN][\x{2012}-\x{2015}\x{2e3a}\x{2e3b}][\pL\pN]|[a-zA-Z0-9_]\x{3002}"

# Scripts without blanks between words, and those whose endings are put right behind a foreign word.
_OTHER = "\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_DETAIL = re.compile(
    r"(?<![a-zA-Z0-9_.+@/-])(?:[a-zA-Z0-9][a-zA-Z0-9_.+-]{0,63}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{2,40}){1,4}"
    r"|(?:https?://)?[a-zA-Z0-9-]{1,40}(?:\.[a-zA-Z0-9-]{2,40}){1,4}(?:/[a-zA-Z0-9_.@+?=&/-]{1,80})?"
    r"|[a-zA-Z]{2}\d{2}[a-zA-Z0-9]{11,30}|\d{13,19}|[a-zA-Z0-9]{26,62}|(?i:qq|icq|vx|wx)\d{5,12}|(?<=[qQxX号][ :])\d{5,12}"
    r"|@[a-zA-Z][a-zA-Z0-9_]{3,40}|[a-zA-Z][a-zA-Z0-9]{0,30}_[a-zA-Z0-9_]{1,30}|[a-zA-Z]{3,30}\d{2,10})(?![a-zA-Z0-9@])"
)
_GLUED_APP = re.compile(r"(?i:qq|icq|vx|wx)(?=\d)")
# A sentence of Chinese or Japanese ends so, and the next one begins.
_FULL_STOP = "\u3002"
_STOPPED = re.compile(rf"(?<=[a-zA-Z0-9_])\.(?=[{_OTHER}]|\s|$)")
_MEETS = re.compile(rf"[{_OTHER}][@a-zA-Z0-9]|[a-zA-Z0-9_][{_OTHER}]")
_FEW_BEFORE = re.compile(rf"[a-zA-Z0-9][{_OTHER}]{{1,4}}$")
_FEW_AFTER = re.compile(rf"[{_OTHER}]{{1,4}}[a-zA-Z0-9]")


def parted(view: View) -> View:
    """The view with blanks and commas in place of what only touches a detail; mostly the view itself."""
    view = _without_signs(view)
    if view.text.isascii() or _MEETS.search(view.cased) is None:
        return view
    places = sorted(set(_edges(view.cased)))
    return _with_blanks(view, places) if places else view


def _without_signs(view: View) -> View:
    edits: dict[int, str] = {}
    if view.source is not None and _LONG_DASHES.search(view.source):
        for one in _DASH.finditer(view.text):
            if _LONG_DASHES.match(view.source, view.span(one.start(), one.end())[0]):
                edits[one.start()] = ","
    if view.source is not None and _FULL_STOP in view.source:
        for one in _STOPPED.finditer(view.text):
            if view.source[view.span(one.start(), one.end())[0]] == _FULL_STOP:
                edits[one.start()] = "!"
    if _HINT.search(view.cased):
        for one in _TOUCHING.finditer(view.cased):
            name = str(one.lastgroup)
            start, end = one.span(name)
            if start < end and not (name == "dots" and is_in_name(view.text, start, end)):
                edits.update(dict.fromkeys(range(start, end), " "))
                edits[start] = "," if name in ("dots", "stop", "end") else " "
    if not edits:
        return view
    text, cased = ("".join(edits.get(at, one) for at, one in enumerate(part)) for part in (view.text, view.cased))
    return View(text, cased, view.starts, view.ends, view.hidden, view.source)


def _edges(text: str) -> Iterator[int]:
    """Where a detail meets letters of another script, but where a few of them stand between two halves, as a sign or a
    digit that is spoken does: dora艾特gmail.com."""
    last = -1
    found = list(_DETAIL.finditer(text))
    begins = {one.start() for one in found}
    for one in found:
        start, end = one.span()
        few = _FEW_BEFORE.search(text, max(0, start - 5), start)
        if start and _is_other(text[start - 1]) and (few is None or few.start() == last - 1):
            yield start
        ahead = _FEW_AFTER.match(text, end)
        if glued := _GLUED_APP.match(text, start, end):
            yield glued.end()
        if _is_other(text[end : end + 1]) and (ahead is None or ahead.end() - 1 in begins):
            yield end
        last = end


_A_LETTER = re.compile(f"[{_OTHER}]")


def _is_other(letter: str) -> bool:
    return _A_LETTER.match(letter) is not None


def _with_blanks(view: View, places: list[int]) -> View:
    parts = [
        (view.text[a:b], view.cased[a:b], a, b) for a, b in zip([0, *places], [*places, len(view.text)], strict=True)
    ]
    starts: list[int] = []
    ends: list[int] = []
    hidden = bytearray()
    for at, (_, _, first, last) in enumerate(parts):
        if at:
            place = view.span(first - 1, first)[1]
            starts.append(place)
            ends.append(place)
            hidden.append(0)
        starts.extend(range(first, last) if view.starts is None else view.starts[first:last])
        ends.extend(range(first + 1, last + 1) if view.ends is None else view.ends[first:last])
        hidden.extend(view.hidden[first:last] if view.hidden is not None else bytes(last - first))
    text, cased = " ".join(part[0] for part in parts), " ".join(part[1] for part in parts)
    return View(text, cased, starts, ends, bytes(hidden) if any(hidden) else None, view.source)
