"""Answers to an ask of the other side: a yes or no says what was asked, and a yes to the name of an app agrees to be paid there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from auditor.lexicons.cues import cue, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.choosing import parted, picked
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.insisting import insists
from auditor.scanning.of_work import is_of_shop, is_of_tool
from auditor.scanning.replying import ASKED, answer, consent, echo, gives_in, is_payable, signed
from auditor.scanning.turns import Rows, Turn, ordered
from auditor.scanning.unsaying import backs_out, is_question, unsays

ANSWER_DAYS = 7
# A question as short as this asks for the answer to the one before it; a reply as short as that, which says neither yes
# nor no, puts the answer off: "let me think".
NUDGE_WORDS, DELAY_WORDS, MOST_DELAYS = 5, 4, 2
# Who was refused may ask why in so few words, and keeps the ask up by what follows.
WHY_WORDS = 3
_OPEN = (Stance.OFFER, Stance.REQUEST)


@dataclass(frozen=True, slots=True)
class _Pending:
    """An ask that waits for its answer: who asked what, whether only by telling what to be paid on ("i use Revolut"), how
    often the answer may still be put off, who has said no to it, and whether it was kept up since."""

    turn: Turn
    asked: tuple[Category, ...]
    told: bool = False
    delays: int = MOST_DELAYS
    refused: Turn | None = None
    insisted: bool = False


def add_answers(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds what a bare yes or no says to an ask of the other side before."""
    asks = _asks(found, bodies)
    pending: _Pending | None = None
    agreed: Turn | None = None
    last: Turn | None = None
    for turn in ordered(frame, asks) if asks else ():
        if pending and (pending.turn.thread != turn.thread or pending.turn.hours_to(turn) > ANSWER_DAYS * 24):
            pending = None
        if agreed and (agreed.thread != turn.thread or agreed.sender == turn.sender):
            if agreed.thread == turn.thread and backs_out(bodies[turn.row], last is agreed):
                _take_back(agreed, turn, bodies[turn.row], found)
            agreed = None
        if pending and turn.sender != pending.turn.sender:
            pending = _replied(pending, turn, bodies, found)
            agreed = turn if _has_agreed(turn.row, found) else agreed
        elif pending and pending.refused:
            pending = _kept_up(pending, bodies[turn.row])
        elif pending and _drops(bodies[turn.row], found.get(turn.row, [])):
            pending = None
        if turn.row in asks:
            pending = _asked(turn, pending, asks[turn.row], _only_tells(found[turn.row]))
        last = turn


def _asks(found: Rows, bodies: pl.Series) -> dict[int, dict[Category, None]]:
    """What messages ask that can be answered, by row; whoever names a way to pay asks to be paid there."""
    asks: dict[int, dict[Category, None]] = defaultdict(dict)
    for row, hits in found.items():
        for one, _ in hits:
            if one.stance not in _OPEN:
                continue
            if one.category in ASKED and not is_of_tool(one, hits, bodies[row]):
                asks[row][one.category] = None
            elif _names_app(one) and not is_of_shop(bodies[row]):
                asks[row][Category.OFF_PLATFORM_PAYMENT] = None
    return asks


def _open_asks(hits: list[tuple[Found, tuple[int, ...]]]) -> list[Found]:
    return [one for one, _ in hits if one.category in ASKED and one.stance in _OPEN]


def _names_app(one: Found) -> bool:
    return one.category is Category.PAYMENT_APP and one.normalized is None and one.stance in _OPEN


def _only_tells(hits: list[tuple[Found, tuple[int, ...]]]) -> bool:
    return all(_names_app(one) and one.stance is Stance.OFFER for one, _ in hits if one.stance in _OPEN)


def _asked(turn: Turn, kept: _Pending | None, asks: dict[Category, None], told: bool) -> _Pending:
    """A new ask; one that the same side keeps up by it (`kept`) goes on."""
    if kept is None or kept.turn.sender != turn.sender or not kept.insisted:
        return _Pending(turn, tuple(asks), told)
    return replace(kept, asked=tuple(dict.fromkeys((*kept.asked, *asks))))


def _kept_up(pending: _Pending, body: str) -> _Pending | None:
    """An ask that was refused, after the asker spoke again: open anew to who insists, kept by who asks why, gone else."""
    if insists(body):
        return replace(pending, refused=None, insisted=True, delays=MOST_DELAYS)
    return pending if len(body.split()) <= WHY_WORDS and cue("why").search(fold(body).text) is not None else None


def _replied(pending: _Pending, turn: Turn, bodies: pl.Series, found: Rows) -> _Pending | None:
    """What is left of an ask after a reply; who has refused it, and nobody insisted, agrees to it by a plain yes alone."""
    if pending.refused is None:
        return _answered(pending, turn, bodies, found)
    if pending.refused.sender == turn.sender and not gives_in(bodies[turn.row]):
        return pending
    after = _answered(replace(pending, refused=None, delays=0), turn, bodies, found)
    return pending if after is None and not _has_agreed(turn.row, found) else after


@cache
def _pleased() -> Sifted:
    """Praise and no more, which agrees to nothing where nothing was asked: "oh nice"."""
    return Sifted(rf"\W*(?:[oa]h+\W+)?{words('pleased')}\W*")


def _answered(pending: _Pending, turn: Turn, bodies: pl.Series, found: Rows) -> _Pending | None:
    """Adds what the reply says; gives the ask back where the answer was only put off."""
    parts = parted(bodies[turn.row], bodies[pending.turn.row], _open_asks(found[pending.turn.row]))
    if parts:
        others = [pair for pair in found.get(turn.row, []) if pair[0].category not in ASKED]
        found[turn.row] = [*others, *((one, (turn.row,)) for one in parts)]
        return None
    own = [one for one, _ in found.get(turn.row, ())]
    if any(one.stance in (Stance.DECLINE, Stance.ACCEPT) for one in own):
        found.setdefault(turn.row, []).extend((one, (turn.row,)) for one in _also_refused(own, pending.asked))
        return replace(pending, refused=turn) if _refuses(own) else None
    body, ask = bodies[turn.row], bodies[pending.turn.row]
    pays = any(is_payable(one) and one.stance is Stance.OFFER for one in own)
    praised = pending.told and (_pleased().fullmatch(fold(body).text) or signed(body, pending.asked[0]))
    replies = [] if praised else _says(body, ask, pending.asked, pays=pays)
    for reply in replies:
        found.setdefault(turn.row, []).append((reply, (turn.row,)))
    if any(one.stance is Stance.ACCEPT and one.category is Category.OFF_PLATFORM_PAYMENT for one in replies):
        _add_payment(pending.turn.row, found)
    if _refuses(replies):
        return replace(pending, refused=turn)
    if (
        replies
        or turn.row in _asks({turn.row: found.get(turn.row, [])}, bodies)
        or not pending.delays
        or not _delays(body)
    ):
        return None
    return replace(pending, delays=pending.delays - 1)


def _also_refused(own: list[Found], asked: tuple[Category, ...]) -> list[Found]:
    """What a reply refuses besides, that turns an ask down in other words than the ask's: "that is against the rules"."""
    said = {one.category for one in own}
    no = next((one for one in own if one.stance is Stance.DECLINE and one.category in ASKED), None)
    if no is None or any(one.stance not in (Stance.DECLINE, Stance.MENTION) for one in own):
        return []
    return [replace(no, category=one, kind=None) for one in asked if one not in said]


def _refuses(said: list[Found]) -> bool:
    """Whether a reply says no and nothing else."""
    asks = [one for one in said if one.category in ASKED and one.stance is not Stance.MENTION]
    return asks != [] and all(one.stance is Stance.DECLINE for one in asks)


def _has_agreed(row: int, found: Rows) -> bool:
    return any(one.stance is Stance.ACCEPT for one, _ in found.get(row, ()))


def _take_back(agreed: Turn, turn: Turn, body: str, found: Rows) -> None:
    """Turns the yes of one message into the no of the next one of the same side."""
    given = [one for one, _ in found[agreed.row] if one.stance is Stance.ACCEPT]
    found[agreed.row] = [(one, rows) for one, rows in found[agreed.row] if one.stance is not Stance.ACCEPT]
    start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    said = {one.category for one, _ in found.get(turn.row, ())}
    for one in given:
        if one.category not in said:
            no = Found(one.category, None, None, start, end, 0.6, False, Stance.DECLINE)
            found.setdefault(turn.row, []).append((no, (turn.row,)))


def _says(body: str, ask: str, asked: tuple[Category, ...], *, pays: bool) -> list[Found]:
    """What a reply says to all that was asked; `pays`: it gives an account to be paid on."""
    if (pick := picked(body, ask)) is not None and Category.CONTACT_REQUEST in asked:
        start, end = len(body) - len(body.lstrip()), len(body.rstrip())
        return [Found(one, None, None, start, end, 0.6, False, pick) for one in asked]
    said = signed(body, asked[0]) or answer(body, asked[0]) or echo(body, ask, asked[0])
    if said is not None:
        return [replace(said, category=one) for one in asked]
    return [reply for one in asked if pays and (reply := consent(body, one)) is not None]


def _add_payment(row: int, found: Rows) -> None:
    """Adds the ask to be paid in the app that a message names, once somebody agreed to it."""
    if any(one.category is Category.OFF_PLATFORM_PAYMENT for one, _ in found[row]):
        return
    app = next((one for one, _ in found[row] if _names_app(one)), None)
    if app is None:
        return
    ask = replace(app, category=Category.OFF_PLATFORM_PAYMENT, kind=None, confidence=0.6, obfuscated=False)
    found[row].append((ask, (row,)))


def _drops(body: str, own: list[tuple[Found, tuple[int, ...]]]) -> bool:
    """Whether the asker goes on so that what comes next is no answer to the ask: takes it back, or speaks of the job."""
    if _asks_anew(body) or unsays(body):
        return True
    if any(one.stance in _OPEN for one, _ in own):
        return False
    text = fold(body).text
    return cue("of_job").search(text) is not None and cue("pay_strong").search(text) is None


def _asks_anew(body: str) -> bool:
    """Whether the asker goes on with another question, which the next no answers; "what do you think?" is none."""
    return is_question(body) and len(body.split()) > NUDGE_WORDS


def _delays(body: str) -> bool:
    return not is_question(body) and len(body.split()) <= DELAY_WORDS
