"""The lexicons made ready to search, one file per language in compiled/: patterns, their needs, the cues.

Taking some thousand patterns apart lasts as long as a small audit, so it is done once, by `make lexicons`. A file whose
lexicon, or the code that reads it, has changed since is not used: its language is then made ready anew each time.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from auditor import rooms
from auditor.errors import RoomError
from auditor.lexicons.reading import FOLDER, cue_pieces, family_rows, read

COMPILED = FOLDER / "compiled"
_SUFFIX = ".json.gz"
# Changes of these change what is made of a lexicon.
_CODE = ("anchors.py", "chains.py", "compiling.py", "letters.py", "needs.py", "reading.py", "common.txt")


@dataclass(frozen=True, slots=True)
class Compiled:
    """One language, ready to search.

    `families`: (category, stance, confidence). `phrases`: (number of the family, regular expression, anchors: patterns
    of which one stands in every text that it matches; empty where it has alternatives). `needs`: sets of grams.
    `alternatives`: (number of the phrase, numbers of the needs that must all be met). `seeds`: grams, and for each the
    numbers of the alternatives that it is looked for by. `pairs`: first words of grams of two, and for each what follows
    it in them. `globs`: the grams that many words fit. `unlettered`: the anchors that can stand in a text without a letter
    of a script whose words have no ends. `cues`: {name: pieces}.

    Sets and lists of grams are one text each, for a file of a hundred thousand texts takes long to read: see `told` and
    `grams`.
    """

    language: str
    families: list[tuple[str, str, float]]
    phrases: list[tuple[int, str, list[str]]]
    needs: list[str]
    alternatives: list[tuple[int, list[int]]]
    seeds: list[str]
    pairs: list[str]
    globs: str
    unlettered: list[str]
    cues: dict[str, list[str]]


# Between grams, and between what stands for one of them; no gram holds either.
_NEXT, _AND = "|", ","


def grams(told: str) -> list[str]:
    """A set of grams as `Compiled` holds it."""
    return told.split(_NEXT) if told else []


def told(one: str) -> list[str]:
    """What stands for one gram in the second text of `seeds` and `pairs`."""
    return one.split(_AND)


def _by_gram(lists: Mapping[str, Iterable[str | int]]) -> list[str]:
    return [_NEXT.join(lists), _NEXT.join(_AND.join(map(str, one)) for one in lists.values())]


@cache
def languages(fold: Callable[[str], str]) -> tuple[Compiled, ...]:
    """All languages, in the order of file names. `fold` is how texts are folded.

    Raises RoomError naming the file when a lexicon breaks the form.
    """
    return tuple(_language(*one, fold) for one in rooms.files(FOLDER, ".toml").items())


@cache
def all_cues() -> tuple[tuple[Path, Mapping[str, list[str]]], ...]:
    """(file, its [cues]) of all languages, in the order of file names."""
    every = rooms.files(FOLDER, ".toml").items()
    return tuple((path, (_fresh(name, path) or {"cues": cue_pieces(path, read(path))})["cues"]) for name, path in every)


def _language(language: str, path: Path, fold: Callable[[str], str]) -> Compiled:
    kept = _fresh(language, path)
    return made(language, path, fold) if kept is None else Compiled(language=language, **kept)


@cache
def _fresh(language: str, path: Path) -> dict[str, Any] | None:
    """What the compiled file of a language holds, if it is of the present lexicon."""
    kept = _kept(COMPILED / f"{language}{_SUFFIX}")
    return kept if kept.pop("stamp", None) == _stamp(path) else None


def _kept(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(gzip.decompress(path.read_bytes())))
    except (OSError, ValueError, EOFError):
        return {}


def _stamp(path: Path) -> str:
    return hashlib.sha256(path.read_bytes() + _code()).hexdigest()


@cache
def _code() -> bytes:
    return b"".join((FOLDER / name).read_bytes() for name in _CODE)


def write(fold: Callable[[str], str], only: Collection[str] | None = None) -> list[Path]:
    """Make every language (of `only`) whose file is missing or old ready anew, and return the files written."""
    written = []
    for language, path in rooms.files(FOLDER, ".toml").items():
        if only is not None and language not in only:
            continue
        target, stamp = COMPILED / f"{language}{_SUFFIX}", _stamp(path)
        if _kept(target).get("stamp") == stamp:
            continue
        one = made(language, path, fold)
        content = {"stamp": stamp} | {name: getattr(one, name) for name in Compiled.__slots__ if name != "language"}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        COMPILED.mkdir(exist_ok=True)
        target.write_bytes(gzip.compress(text, mtime=0))
        written.append(target)
    return written


def is_fresh() -> bool:
    """Whether every language has a file of its present lexicon."""
    every = rooms.files(FOLDER, ".toml").items()
    return all(_kept(COMPILED / f"{name}{_SUFFIX}").get("stamp") == _stamp(path) for name, path in every)


def made(language: str, path: Path, fold: Callable[[str], str]) -> Compiled:
    """One lexicon made ready, from its file."""
    # Imported here: whoever has the compiled files never takes a pattern apart.
    from auditor.lexicons.letters import does_without
    from auditor.lexicons.needs import Shares, needs

    content = read(path)
    rows = list(family_rows(path, language, content, fold))
    shares = Shares(text for row in rows for text in (*row.family.finds, *row.family.silent))
    numbers: dict[tuple[str, ...], int] = {}
    phrases: list[tuple[int, str, list[str]]] = []
    alternatives: list[tuple[int, list[int]]] = []
    seeds: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for pattern, named, anchors in zip(row.family.patterns, row.named, row.family.anchors, strict=True):
            phrases.append((number, pattern, list(anchors)))
            for asked in () if named is None else needs(named, shares):
                if not asked:
                    raise RoomError(f"{path}: a pattern of {row.family.category} needs no word -> name one: {named}")
                for gram in sorted(asked[0]):
                    seeds[gram].append(len(alternatives))
                own = [numbers.setdefault(tuple(sorted(one)), len(numbers)) for one in asked[1:]]
                alternatives.append((len(phrases) - 1, own))
    every = {gram for one in (seeds, *numbers) for gram in one}
    pairs: dict[str, list[str]] = defaultdict(list)
    for first, follows in sorted(gram.split(" ", 1) for gram in every if " " in gram):
        pairs[first].append(follows)
    globs = sorted(gram for gram in every if " " not in gram and {"*", "#"} & {*gram})
    families = [(row.family.category.value, row.family.stance.value, row.family.confidence) for row in rows]
    return Compiled(
        language,
        families,
        phrases,
        list(map(_NEXT.join, numbers)),
        alternatives,
        _by_gram(dict(sorted(seeds.items()))),
        _by_gram(pairs),
        _NEXT.join(globs),
        sorted({anchor for *_, anchors in phrases for anchor in anchors if does_without(anchor)}),
        cue_pieces(path, content),
    )
