"""The messages of a chain as one text: what stands between the parts of a detail left out, halves of a word drawn together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.detectors.parts.stopwords import STOP

_FILLER = re.compile(
    r"\b(?:(?:the )?(?:first|next|second|third|middle|last|final) (?:[2-5]|two|three|four|five)(?: (?:digits?|numbers?|ones?))?(?: (?:is|are))?(?=:)|"
    r"and then|then|and|next|after that|followed by|finally|lastly|(?:the )?last (?:four|three|two|4|3|2|digits?|ones?|part|bit)(?: (?:is|are))?|with (?:the )?dots?|haha|lol|(?:the )?first (?:four|three|4|3|digits?|part|bit)(?: (?:is|are))?|"
    r"ends? (?:with|in)|starts? (?:with|in)|(?:the )?rest(?: is)?|(?:the )?area code(?: is)?|luego|despues|depois|dann|puis|ensuite|poi|sonra|потом|затем|дальше|и|і|далі|然后|接着|ثم|phir|fir|terus|lalu|tapos)\b",
    re.IGNORECASE,
)
# Parts that are counted, "1) 415", "2/3 555", "part 3: 0137"; the count is no part of the number.
_COUNTED = re.compile(
    r"^\W{0,2}(?:(?:part|pt|parte|partie|teil|czesc|часть|частина|bagian|phan|kisim|parca)\s{0,2})?(?P<number>[1-8])"
    r"(?:\s?[).:\]]|\s?(?:/|of)\s?[2-8]\b|(?:st|nd|rd|th)\b)[\s:=-]{1,3}(?=\S)",
    re.IGNORECASE,
)
_HALF_NUMBER = re.compile(
    r"^\W{0,2}(?:part|half|pt|parte|partie|teil|meta|mitad|moitie|polowa|часть|половина) ?(?:[1-4]|one|two|three|uno|dos|due|deux|eins|zwei|dwa|druga|второ?й?)\s?[:=-]\s{0,2}|"
    r"^\W{0,2}(?:and )?(?:then|(?:the )?(?:rest|second (?:half|part|bit)|other half))\s?[:=-]?\s{1,2}(?=\S+$)",
    re.IGNORECASE,
)
# "Fwd: 415": what says that a message was passed on.
_PASSED_ON = re.compile(
    r"^\W{0,2}(?:fwd?|fw|wg|tr|rv|enc|ilt|forwarded(?: message)?(?: from [\w ]{1,20})?|weitergeleitet|reenviad[oa]|encaminhad[oa]|transfere|inoltrato|"
    r"przekazano|iletildi|diteruskan|переслано?|переслане|转发|محول)\s?[:\]]\s{0,2}(?=\S)",
    re.IGNORECASE,
)
# What ends a number that is handed out in parts: "573 i już".
CLOSING = (
    r"(?:then|and that'?s (?:it|all)|that'?s (?:it|all)|that is all|done|al final|y (?:ya|listo|eso es todo)|e (?:pronto|so|e isso)|no final|pour finir|et voila|c'?est tout|a la fin|"
    r"am ende|zum schluss|und fertig|das wars|alla fine|e basta|e tutto|na koniec|i (?:juz|tyle)|to (?:tyle|wszystko)|yan na|yun na|tapos na|sonda|bu kadar|"
    r"habis itu|udah|sudah|gitu aja|bas|vay thoi|the thoi|и все|и всё|і все|وبس|وخلاص|就这样|没了)"
)
_CLOSING = re.compile(rf"(?<=\d)[\s,.;]{{1,3}}{CLOSING}\W{{0,3}}$", re.IGNORECASE)
# Halves of an account on a chain of blocks: too long for a word, letters and digits both.
_HALF = re.compile(r"(?=[^\W_]*\d)(?=[^\W_]*[a-zA-Z])[^\W_]{8,}", re.ASCII)
# t.me/, not www.museum.example/, which is whole as it stands.
_LINK_BEGUN = re.compile(r"(?:https?://)?(?!www\.)[\w-]{1,12}\.\w{2,3}/(?:[\w-]{1,20}/)?")
_LINK_GOES_ON = re.compile(r"[./][^\W_]\S*")
_NAME = re.compile(r"@?[\w.-]{2,40}")
_HOST = re.compile(r"[^\W_][\w-]{2,40}")
# Says of the message before that its words are one.
_ONE_WORD = re.compile(
    r"\W*(?:(?:all |as |in )?one word|no spaces?|without spaces?|(?:all |written )?together|(?:todo |va )?junto|sin espacios?|tudo junto|sem espacos?|(?:alles )?zusammen(?:geschrieben)?|"
    r"ohne leerzeichen|tout attache|sans espaces?|tutto attaccato|senza spazi|razem|bez spacji|слитно|без пробелов|разом|без пробілів|bitisik|bosluksuz|disambung|tanpa spasi|"
    r"dinh lien|viet lien|walang space|magkadikit)\W*",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"\s*[a-z]{2,20}(?: [a-z]{2,20}){1,2}\s*", re.IGNORECASE)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chain:
    """Messages read as one text, without the words between the parts of a number; `places` gives for each character of
    `text` where it stands in the messages, laid end to end with a space after each."""

    text: str
    places: tuple[int, ...]


def joined(bodies: Sequence[str]) -> Chain:
    """The messages of a chain as one text."""
    text: list[str] = []
    places: list[int] = []
    start = 0
    counts, glued, ones = _counts(bodies), _glued(bodies), _said_to_be_one(bodies)
    for number, body in enumerate(bodies):
        last = 0
        if number in ones:
            letters = [at for at, one in enumerate(body) if not one.isspace()]
            text.extend(body[at] for at in letters)
            places.extend(start + at for at in letters)
        if number in ones or number - 1 in ones:
            start += len(body) + 1
            if number - 1 in ones:
                text.append(" ")
                places.append(start - 1)
            continue
        for left, right in [*_left_out(body, counts.get(number, 0)), (len(body), len(body))]:
            while last < left and body[last] == " " and text and text[-1].endswith(" "):
                last += 1
            if last < left:
                text.append(body[last:left])
                places.extend(range(start + last, start + left))
            if right > left and text and not text[-1].endswith(" ") and not (left == 0 and number - 1 in glued):
                text.append(" ")
                places.append(start + left)
            last = right
        start += len(body) + 1
        if text and not text[-1].endswith(" ") and number not in glued:
            text.append(" ")
            places.append(start - 1)
    return Chain("".join(text), tuple(places))


def _said_to_be_one(bodies: Sequence[str]) -> frozenset[int]:
    """Places of messages of some words of which the next one says that they are one: "dora lind", "one word"."""
    return frozenset(
        at
        for at, (one, other) in enumerate(pairwise(bodies))
        if _TWO_WORDS.fullmatch(one) and _ONE_WORD.fullmatch(other)
    )


def _left_out(body: str, count: int) -> Iterator[Span]:
    """Stretches of a message that are no part of a detail; its first `count` characters number it."""
    if count:
        yield 0, count
    half = None if count else _PASSED_ON.match(body) or _HALF_NUMBER.match(body)
    if half is not None:
        yield half.span()
        count = half.end()
    closing = _CLOSING.search(body, count)
    yield from (one.span() for one in _FILLER.finditer(body, count, closing.start() if closing else len(body)))
    if closing is not None:
        yield closing.span()


def _counts(bodies: Sequence[str]) -> dict[int, int]:
    """Where messages are numbered from one on, the length of the number in front of each, by place."""
    found = {at: one for at, body in enumerate(bodies) if (one := _COUNTED.match(body)) is not None}
    if len(found) < 2 or [int(one["number"]) for one in found.values()] != list(range(1, len(found) + 1)):
        return {}
    return {at: one.end() for at, one in found.items()}


def _glued(bodies: Sequence[str]) -> frozenset[int]:
    """Places of messages that go on in the next without a blank: halves of a link, of a domain, of a long account."""
    words = [_HALF_NUMBER.sub("", _PASSED_ON.sub("", body)).strip() for body in bodies]
    found: set[int] = set()
    for at, (one, other) in enumerate(pairwise(words)):
        if " " in one or " " in other:
            continue
        begun = _LINK_BEGUN.fullmatch(one) and _NAME.fullmatch(other)
        goes_on = _is_host(one) and _LINK_GOES_ON.fullmatch(other)
        if begun or goes_on or (_HALF.fullmatch(one) and _HALF.fullmatch(other)):
            found.add(at)
        if other == "." and at + 2 < len(words) and _is_host(one) and _is_ending(words[at + 2]):
            found |= {at, at + 1}
    return frozenset(at for at in found if bodies[at] == bodies[at].rstrip())


def _is_host(word: str) -> bool:
    """Whether a message of one word could be the name of a site."""
    return _HOST.fullmatch(word) is not None and word.lower() not in STOP


def _is_ending(word: str) -> bool:
    """Whether a message of one word could be what follows the dot."""
    return word.isalpha() and word.lower() not in STOP
