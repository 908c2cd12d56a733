"""Reads the lexicons: one TOML file per language, its phrases turned into regular expressions over folded text.
The words around the phrases, [cues], are read by cues.py.

In a pattern a space stands for whatever separates two words of one sentence, `~` for up to three words between, `~~`
for up to six, `~?` for perhaps nothing at all, ` ?` for a blank that may be missing (between two groups: for a word that may), and {name} for an entry of [words]. Accents may be written; they are folded as the texts are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
NO_BOUNDARIES = re.compile("[\u0590-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_BREAK = r"[^\w.!?;\n]"
# Signs between words, as letters that no text holds.
MAY_BREAK, BREAK, GAP, LONG_GAP, MAY_GAP, EDGE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_LONG_GAP, _SHORT_GAP = r"[^。！？.!?\n]{0,12}", r"[^。！？.!?\n]{0,5}"
_CLASS = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\])*\]")
# What a pattern may leap over in one sentence: to an anchor it is a gap like any other.
_LEAP = re.compile(r"\[\^[^\]]*\]\{0,\d+\}\??")
_KEYS = frozenset(("category", "stance", "match", "finds", "silent", "confidence"))


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family with, for each of its patterns, the pattern as written with its named words filled in (`named`), or None
    where it is for a script whose words have no ends."""

    family: Family
    named: tuple[str | None, ...]


def read(path: Path) -> Mapping[str, Any]:
    """What the file of a language holds."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def families(fold: Callable[[str], str]) -> tuple[Family, ...]:
    """All phrase families of all languages with their examples, in the order of file names. `fold` is how texts are folded.

    Raises RoomError naming the file when one breaks the form.
    """
    every = rooms.files(FOLDER, ".toml").items()
    return tuple(row.family for name, path in every for row in family_rows(path, name, read(path), fold))


def family_rows(
    path: Path, language: str, content: Mapping[str, Any], fold: Callable[[str], str]
) -> Iterator[FamilyRow]:
    """The families of one language, in the order of its file."""
    words = {name: fold(text) for name, text in content.get("words", {}).items()}
    spaced = bool(content.get("spaced", True))
    weigher = Weigher(words)
    for entry in content.get("families", ()):
        yield _family(path, language, entry, weigher, spaced, fold)


def cue_pieces(path: Path, content: Mapping[str, Any]) -> dict[str, list[str]]:
    """The [cues] of one language."""
    found = dict(content.get("cues", {}))
    for name, pieces in found.items():
        if not isinstance(pieces, list) or not all(isinstance(one, str) and one for one in pieces):
            raise RoomError(f"{path}: the cue {name} is no list of words -> write {name} = ['one', 'two']")
    return found


def _family(path: Path, language: str, entry: Mapping[str, Any], weigher: Weigher, spaced: bool,
            fold: Callable[[str], str]) -> FamilyRow:  # fmt: skip
    unknown = sorted(set(entry) - _KEYS)
    if unknown or not {"category", "stance", "match", "finds"} <= set(entry):
        raise RoomError(f"{path}: a family has {unknown or 'too few keys'} -> it takes {', '.join(sorted(_KEYS))}")
    try:
        written = [fold(one) for one in entry["match"]]
        faults = [fault for one in written if (fault := _fault(one, weigher.words, spaced)) is not None]
        if faults:
            raise RoomError(f"{path}: a pattern of {entry['category']}: {faults[0]}")
        named = [_named(one, weigher.words) for one in written]
    except KeyError as error:
        raise RoomError(f"{path}: a pattern of {entry['category']} cannot be read ({error}) -> correct it") from error
    bounded = [_is_bounded(one, spaced) for one in named]
    family = Family(
        language=language,
        category=Category(entry["category"]),
        stance=Stance(entry["stance"]),
        patterns=tuple(expanded(one, weigher.words, spaced) for one in written),
        anchors=tuple(() if ended else _opened(weigher, one) for one, ended in zip(written, bounded, strict=True)),
        finds=tuple(entry["finds"]),
        silent=tuple(entry.get("silent", ())),
        confidence=float(entry.get("confidence", 0.85)),
    )
    return FamilyRow(family, tuple(one if ended else None for one, ended in zip(named, bounded, strict=True)))


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
    return spaced and NO_BOUNDARIES.search(named) is None


def _unspaced(pattern: str) -> str:
    return pattern.replace("~?", "~").replace("~~", _LONG_GAP).replace("~", _SHORT_GAP).replace(" ", r"\s*")


def marked(pattern: str) -> str:
    """A pattern with a letter of its own for each sign between words (BREAK, MAY_BREAK, EDGE, GAP, LONG_GAP, MAY_GAP)."""
    # Blanks in a class of characters are meant as they stand.
    pattern = _CLASS.sub(lambda one: one.group().replace(" ", "\x04"), pattern.replace("[- ]", " "))
    for sign, letter in ((r"\s*~~\s*", LONG_GAP), (r"\s*~\?\s*", MAY_GAP), (r"\s*~\s*", GAP)):
        pattern = re.sub(sign, letter, pattern)
    # Between two groups it means that a word may be missing there, not that their words may grow together.
    pattern = re.sub(r"(?<=\))([?*+]?) \?(?=\()", rf"\1{EDGE}", pattern)
    return pattern.replace(" ?", MAY_BREAK).replace(" ", BREAK).replace("\x04", " ")


def _spaced(pattern: str) -> str:
    pattern = marked(pattern)
    for letter, means in _MEANT.items():
        pattern = pattern.replace(letter, means)
    return pattern


def _gap(words: int) -> str:
    # The break may have been taken by what stands before the sign.
    return rf"(?:{_BREAK}{{1,4}}|(?<=\W))(?:[\w'%]+{_BREAK}{{1,4}}){{0,{words}}}?"


_NO_LETTER = r"(?<!\w)|(?!\w)"
_MEANT = {
    BREAK: _BREAK + "{1,4}",
    MAY_BREAK: _BREAK + "{0,4}",
    EDGE: f"(?:{_BREAK}{{1,4}}|{_NO_LETTER})",
    GAP: _gap(3),
    LONG_GAP: _gap(6),
    MAY_GAP: f"(?:{_gap(3)}|{_NO_LETTER})",
}
ANY_GAP = r"[^\n]*"
_OPENED = dict.fromkeys((_LONG_GAP, _SHORT_GAP), ANY_GAP)


def _opened(weigher: Weigher, written: str) -> tuple[str, ...]:
    """The anchors of a pattern, with gaps and breaks of any length: fewer states for an automaton, and no match less."""
    found = []
    written = _LEAP.sub("~", written)
    for one in weigher.anchors(written) or (written,):
        piece = _unspaced(_named(one, weigher.words))
        for closed, opened in _OPENED.items():
            piece = piece.replace(closed, opened)
        found.append(f"(?:{piece})")
    return tuple(found)


@cache
def sources() -> bytes:
    """The bytes of all lexicons, for the scanner's fingerprint."""
    return b"".join(path.read_bytes() for path in rooms.files(FOLDER, ".toml").values())
