"""Questions that are about the work: what a shop takes, which tool is used, what a footer is to show. A yes to them agrees to
nothing, and a detail that answers them is nobody's here."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.detectors.parts.others import is_own
from auditor.lexicons.cues import cue
from auditor.model.words import Category, Stance
from auditor.scanning.around import Around
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.held import is_place
from auditor.scanning.turns import Rows

STEPS_BACK, MOST_WORDS, WORDS_BESIDE, NAME_WORDS = 2, 14, 3, 6
# What people work with, not only talk on.
_TOOLS = frozenset(("slack", "teams", "zoom", "meet"))
_MINE = re.compile(r"\b(?:mine|ours|meins|mio|mia|le mien)\b")
_TOOL = re.compile(r"\b(?:slack|(?:ms |microsoft )?teams|zoom|google meet)\b")
_DETAILS = frozenset((
    Category.EMAIL, Category.PHONE, Category.MESSENGER, Category.SOCIAL, Category.MEETING, Category.POSTAL_ADDRESS, Category.URL,
    Category.PAYMENT_HANDLE, Category.IBAN,
))  # fmt: skip
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
_ASKING = ("question_word", "whose", "number", "mail")
_QUESTION = re.compile("[?？؟]")
_WORD = re.compile(r"[^\W\d_]+")


def is_of_shop(body: str) -> bool:
    """Whether a message that names a way to pay speaks of a shop or a page, where customers pay."""
    text = fold(body).text
    if cue("personal").search(text) is not None:
        return False
    if any(cue(one).search(text) is not None for one in ("in_shop", "at_shop", "form")):
        return True
    return cue("pay_strong").search(text) is None and any(
        cue(one).search(text) is not None for one in ("work", "builds")
    )


def is_of_tool(one: Found, hits: list[tuple[Found, tuple[int, ...]]], body: str) -> bool:
    """Whether an ask does no more than name a tool of the work: "do you use Slack?"."""
    apps = [hit.kind for hit, _ in hits if hit.category is Category.MESSENGER]
    if one.category is not Category.CONTACT_REQUEST or not _TOOLS.issuperset(apps):
        return False
    text = fold(body).text
    if _TOOL.search(fold(body[one.start : one.end]).text) is None:
        return False
    return cue("talk").search(text) is None and cue("talk_strong").search(text) is None


def settle_answers(around: Around, found: Rows) -> None:
    """Turns details, and names of apps, that answer the other side's question about the work into mentions."""
    table, bodies = around.table, around.bodies
    told = [row for row, hits in found.items() if table["thread"][row] is not None and _tells(bodies[row], hits)]
    around.load(told)
    for row in told:
        if any(_is_of_work(fold(one).text) for one in _question(around, row)):
            found[row] = [
                (replace(one, stance=Stance.MENTION), rows)
                if one.stance not in _MILD and len(rows) == 1
                else (one, rows)
                for one, rows in found[row]
            ]


def _tells(body: str, hits: list[tuple[Found, tuple[int, ...]]]) -> bool:
    """Whether a message is a detail or names of apps, and next to nothing else."""
    own = [one for one, _ in hits if one.stance not in _MILD]
    if any(one.category not in _DETAILS and one.kind != "wording" for one in own) or not own:
        return False
    rest = fold(_without(body, [one for one in own if one.normalized is not None])).text
    if (
        is_own(rest)
        or _MINE.search(rest) is not None
        or cue("my_number").search(rest) is not None
        or cue("reach_lead").search(rest) is not None
    ):
        return False
    return len(_WORD.findall(rest)) <= (WORDS_BESIDE if any(one.normalized for one in own) else NAME_WORDS)


def _without(body: str, details: list[Found]) -> str:
    for one in sorted(details, key=lambda one: -one.start):
        body = f"{body[: one.start]} {body[one.end :]}"
    return body


def _question(around: Around, row: int) -> list[str]:
    """The other side's question just before a message, if there is one."""
    sender = around.table["sender"]
    for one in reversed(around.before([row])[-STEPS_BACK:]):
        if sender[one] != sender[row]:
            text = around.bodies[one]
            asks = _QUESTION.search(text) is not None
            return [text] if asks or any(cue(name).search(fold(text).text) for name in _ASKING) else []
    return []


def _is_of_work(text: str) -> bool:
    """Whether a short question asks what a part of the work is to show, and nothing of the other side's own."""
    if len(text.split()) > MOST_WORDS or cue("talk_strong").search(text) is not None:
        return False
    asks_own = cue("yours").search(text) is not None or is_own(text)
    return not asks_own and (
        is_place(text) or any(cue(one).search(text) is not None for one in ("form", "bears_text", "shows"))
    )
