"""Words of an ask with digits and signs for letters ("p4y me outs1de"), and words of single letters side by side
("p a y  o u t s i d e"), read as they sound. Only whole phrases count in this reading, no details."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from auditor.scanning.decoding import Edit

_SIGNS = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "l": "1", "о": "0", "а": "4@", "з": "3"}
# Words that asks are made of; whatever else is written so is left as it stands.
_WORDS = (
    "pay paid paying payment give send share your number phone email mail contact outside platform upwork fiverr direct directly private privately fees commission skip avoid talk chat "
    "message call text write reach review reviews stars account money cash transfer whats what site personal details leave instead refund feedback discount please "
    "pagame pagar pago pagos fuera numero telefono correo comision plataforma directo directamente celular contacto fora comissao telefone payer dehors hors telephone commission "
    "zahlen bezahlen nummer telefonnummer ausserhalb plattform gebuhren direkt fuori piattaforma commissioni bayar nomor luar langsung numara odeme disari "
    "номер телефон почта площадки биржи платформы оплата комиссии контакт"
).split()

# Between such words: too short to be told from a name, a size or a version where they stand alone.
_SMALL = "me my us to ur our on in is it of the you here off out can let lets go do not we at by via".split()


def _variants(word: str) -> Iterator[str]:
    """The word with a sign for at least one of its letters."""
    for at, letter in enumerate(word):
        if letter in _SIGNS:
            rest = "".join(f"[{one}{_SIGNS[one]}]" if one in _SIGNS else one for one in word[at + 1 :])
            yield f"{word[:at]}[{_SIGNS[letter]}]{rest}"


@cache
def _known() -> dict[int, list[tuple[re.Pattern[str], str]]]:
    """The words by their number of letters, each with the pattern of its variants."""
    known: dict[int, list[tuple[re.Pattern[str], str]]] = {}
    for word in dict.fromkeys(_WORDS):
        if variants := "|".join(_variants(word)):
            known.setdefault(len(word), []).append((re.compile(variants), word))
    return known


@cache
def _small() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?<![@./_$])(?:{'|'.join(one for word in _SMALL for one in _variants(word))})(?![^\W_])(?![@/_$]|\.\w)"
    )


@cache
def _small_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile("|".join(_variants(word))), word) for word in _SMALL if any(_variants(word)))


GATE = "|".join(sorted({one for word in _WORDS for one in _variants(word)}))
_ALL = re.compile(rf"(?<![^\W_])(?<![@./_$])(?:{GATE})(?![^\W_])(?![@/_$]|\.\w)")
# Two such words beside each other, or several without a wider gap; one alone is drawn together elsewhere.
_LETTER = "[a-zа-яёіїєґ]"
_RUN = re.compile(rf"(?<![^\W_]){_LETTER}([ .*_-]){_LETTER}(?:\1{_LETTER})*(?![^\W_])")
_GAP = re.compile(r" {2,3}(?=\S)")
MOST_BLANKS, _THREE_APART = 3, 5
# Several words in one run: so many letters at least, one of the words no short one.
FEWEST_LETTERS, MOST_LETTERS, LONG_WORD = 8, 60, 5
_VOCABULARY = frozenset((*_WORDS, *_SMALL))
_SIZES = sorted({len(one) for one in _VOCABULARY}, reverse=True)


def undone(text: str) -> list[Edit]:
    """What is to be replaced in a folded text, in order of place."""
    edits: list[Edit] = [(one.start(), one.end(), _word(one.group())) for one in _ALL.finditer(text)]
    if edits:
        edits += [(one.start(), one.end(), _small_word(one.group())) for one in _small().finditer(text)]
    runs = [one.span() for one in _RUN.finditer(text)]
    drawn = {span: _parted(re.sub(r"[ .*_-]", "", text[slice(*span)])) for span in runs}
    if any(_are_words(text, one, other) for one, other in pairwise(runs)) or any(
        len(one) > 1 for one in drawn.values()
    ):
        edits += [(*span, " ".join(parts)) for span, parts in drawn.items()]
        edits += [(one.start(), one.end(), " ") for one in _GAP.finditer(text)]
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _parted(letters: str) -> list[str]:
    """The words that letters are made of, the longest first ("paymeoutside"); as they stand where they are no words."""
    if not FEWEST_LETTERS <= len(letters) <= MOST_LETTERS:
        return [letters]
    best: list[list[str] | None] = [[], *[None] * len(letters)]
    for end in range(1, len(letters) + 1):
        for size in _SIZES:
            before = best[end - size] if size <= end else None
            if before is not None and letters[end - size : end] in _VOCABULARY:
                best[end] = [*before, letters[end - size : end]]
                break
    found = best[-1]
    return found if found and any(len(one) >= LONG_WORD for one in found) else [letters]


def _are_words(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two runs of single letters stand side by side, one of them of three letters at least."""
    gap = text[one[1] : other[0]]
    long = max(one[1] - one[0], other[1] - other[0]) >= _THREE_APART
    return long and 0 < len(gap) <= MOST_BLANKS and not gap.strip(" ")


def _word(written: str) -> str:
    return next((word for known, word in _known()[len(written)] if known.fullmatch(written)), written)


def _small_word(written: str) -> str:
    return next((word for known, word in _small_words() if known.fullmatch(written)), written)
