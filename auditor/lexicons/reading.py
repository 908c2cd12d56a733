"""Reads the lexicons: one TOML file per language, its phrases turned into regular expressions over folded text.
The words around the phrases, [cues], are read by cues.py.

In a pattern a space stands for whatever separates two words of one sentence, `~` for up to three words between, `~~`
for up to six, `~?` for perhaps nothing at all, and {name} for an entry of [words]. Accents may be written; they are folded as the texts are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from auditor import rooms
from auditor.errors import RoomError
from auditor.lexicons.anchors import Weigher
from auditor.model.detections import Family
from auditor.model.words import Category, Stance

FOLDER = Path(__file__).parent
# Scripts without spaces, or whose words take particles and vowel signs that are no letters to a regular expression.
_NO_BOUNDARIES = re.compile("[\u0590-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_BREAK = r"[^\w.!?;\n]"
_LONG_GAP, _SHORT_GAP = r"[^。！？.!?\n]{0,12}", r"[^。！？.!?\n]{0,5}"
_CLASS = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\])*\]")
# What a pattern may leap over in one sentence: to an anchor it is a gap like any other.
_LEAP = re.compile(r"\[\^[^\]]*\]\{0,\d+\}\??")
_KEYS = frozenset(("category", "stance", "match", "finds", "silent", "confidence"))


@cache
def contents() -> Mapping[str, tuple[Path, Mapping[str, Any]]]:
    """{language: (file, what it holds)}, in the order of file names; a file is read when something is first asked."""
    files = rooms.files(FOLDER, ".toml").items()
    return {language: (path, tomllib.loads(path.read_text(encoding="utf-8"))) for language, path in files}


@cache
def families(fold: Callable[[str], str]) -> tuple[Family, ...]:
    """All phrase families of all languages, in the order of file names. `fold` is how texts are folded.

    Raises RoomError naming the file when one breaks the form.
    """
    found: list[Family] = []
    for language, (path, content) in contents().items():
        words = {name: fold(text) for name, text in content.get("words", {}).items()}
        spaced = bool(content.get("spaced", True))
        weigher = Weigher(words)
        found += [_family(path, language, entry, weigher, spaced, fold) for entry in content.get("families", ())]
    return tuple(found)


def _family(path: Path, language: str, entry: Mapping[str, Any], weigher: Weigher, spaced: bool,
            fold: Callable[[str], str]) -> Family:  # fmt: skip
    unknown = sorted(set(entry) - _KEYS)
    if unknown or not {"category", "stance", "match", "finds"} <= set(entry):
        raise RoomError(f"{path}: a family has {unknown or 'too few keys'} -> it takes {', '.join(sorted(_KEYS))}")
    try:
        written = [fold(one) for one in entry["match"]]
        faults = [fault for one in written if (fault := _fault(one, weigher.words, spaced)) is not None]
        if faults:
            raise RoomError(f"{path}: a pattern of {entry['category']}: {faults[0]}")
        patterns = tuple(expanded(one, weigher.words, spaced) for one in written)
        anchors = tuple(_opened(weigher, one, spaced) for one in written)
    except KeyError as error:
        raise RoomError(f"{path}: a pattern of {entry['category']} cannot be read ({error}) -> correct it") from error
    return Family(
        language=language,
        category=Category(entry["category"]),
        stance=Stance(entry["stance"]),
        patterns=patterns,
        anchors=anchors,
        finds=tuple(entry["finds"]),
        silent=tuple(entry.get("silent", ())),
        confidence=float(entry.get("confidence", 0.85)),
    )


def expanded(pattern: str, words: Mapping[str, str], spaced: bool) -> str:
    """The regular expression that a pattern of a lexicon stands for."""
    named = _named(pattern, words)
    if _is_bounded(named, spaced):
        # Behind a per cent sign no word ends.
        return r"\b(?:" + _spaced(named) + (r")(?:\b|(?<=%))" if "%" in named else r")\b")
    return _unspaced(named)


def _named(pattern: str, words: Mapping[str, str]) -> str:
    for _ in range(NESTED_NAMES):
        pattern = _NAME.sub(lambda one: f"(?:{words[one.group(1)]})", pattern)
    return pattern


NESTED_NAMES = 3
_NAME = re.compile(r"\{([a-z_]+)\}")
_WIDE_LOOK_BEHIND = re.compile(r"\(\?<[=!][^()]*[ ~]")


def _fault(written: str, words: Mapping[str, str], spaced: bool) -> str | None:
    """What in a pattern would quietly mean something else than it says, or None."""
    named = _named(written, words)
    if (deep := _NAME.search(named)) is not None:
        return f"{deep.group()} is named more than {NESTED_NAMES} deep"
    if "~~?" in named:
        return "~~? has no meaning: write ~? or ~~"
    if _is_bounded(named, spaced) and (wide := _WIDE_LOOK_BEHIND.search(_CLASS.sub("", named))) is not None:
        return f"{wide.group()}... looks behind over a gap of no fixed length: write \\s for one blank"
    return None


def _is_bounded(named: str, spaced: bool) -> bool:
    return spaced and _NO_BOUNDARIES.search(named) is None


def _unspaced(pattern: str) -> str:
    return pattern.replace("~?", "~").replace("~~", _LONG_GAP).replace("~", _SHORT_GAP).replace(" ", r"\s*")


def _spaced(pattern: str) -> str:
    # Blanks in a class of characters are meant as they stand.
    pattern = _CLASS.sub(lambda one: one.group().replace(" ", "\x04"), pattern.replace("[- ]", " "))
    pattern = re.sub(r"\s*~~\s*", "\x01", pattern)
    pattern = re.sub(r"\s*~\?\s*", "\x03", pattern)
    pattern = re.sub(r"\s*~\s*", "\x02", pattern)
    pattern = pattern.replace(" ?", _BREAK + "{0,4}").replace(" ", _BREAK + "{1,4}")
    return (
        pattern.replace("\x01", _gap(6))
        .replace("\x02", _gap(3))
        .replace("\x03", f"(?:{_gap(3)})?")
        .replace("\x04", " ")
    )


def _gap(words: int) -> str:
    # The break may have been taken by what stands before the sign.
    return rf"(?:{_BREAK}{{1,4}}|(?<=\W))(?:[\w'%]+{_BREAK}{{1,4}}){{0,{words}}}?"


ANY_GAP = r"[^\n]*"
_OPENED = {
    **dict.fromkeys((f"(?:{_gap(3)})?", _gap(6), _gap(3), _LONG_GAP, _SHORT_GAP), ANY_GAP),
    _BREAK + "{1,4}": _BREAK + "+",
    _BREAK + "{0,4}": _BREAK + "*",
}


def _opened(weigher: Weigher, written: str, spaced: bool) -> tuple[str, ...]:
    """The anchors of a pattern, with gaps and breaks of any length: fewer states for an automaton, and no match less."""
    widen = _spaced if _is_bounded(_named(written, weigher.words), spaced) else _unspaced
    found = []
    written = _LEAP.sub("~", written)
    for one in weigher.anchors(written) or (written,):
        piece = widen(_named(one, weigher.words))
        for closed, opened in _OPENED.items():
            piece = piece.replace(closed, opened)
        found.append(f"(?:{piece})")
    return tuple(found)


@cache
def sources() -> bytes:
    """The bytes of all lexicons, for the scanner's fingerprint."""
    return b"".join(path.read_bytes() for path in rooms.files(FOLDER, ".toml").values())
