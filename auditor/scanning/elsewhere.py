"""Asks whose object stands in another message: "can we talk there?" after somebody named an app."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from auditor.lexicons.cues import cue
from auditor.model.words import Category, Stance
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.stances import adjusted
from auditor.scanning.turns import Rows, Turn, ordered

APP_STEPS, APP_HOURS, MOST_WORDS, MOST_LETTERS = 4, 24, 10, 80
_APPS = frozenset((Category.MESSENGER, Category.SOCIAL))
_SAID = frozenset((Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST))
_THERE = re.compile(
    r"\b(?:there|da|dort|druben|ahi|alla|alli|la[ -]bas|par la|ali|por la|li|la|tam|wahan?|wahi[n]?|wahee?n|udhar|okhane|oikhane|sekhane|"
    r"doon|dun|di ?sana|di ?situ|kesana|ke sana|orada\w*|oraya|ben do|ben kia|qua do|qua ben)\b"
    r"|(?<!\w)(?:там|туда|туди)(?!\w)|هناك|وہا[ںن]|وہي[ںن]|ادھر|वहा|वही|उधर|ওখানে|সেখানে|ওইখানে|那边|那邊|那儿|那里|那上面"
)
_USUAL = re.compile(
    r"\b(?:the (?:usual|same|other) (?:one|place|app|channel|spot)|you know (?:where|which one)|where we (?:always|usually) do|"
    r"(?:por |en )?(?:lo|el|la|donde) (?:de )?siempre|(?:no |na )?(?:o|a|do|onde) de sempre|comme d'habitude|au meme endroit|wie (?:immer|sonst|gewohnt)|"
    r"(?:al|il|nel) solito(?: posto)?|tam gdzie zawsze|her zamanki\w*|(?:tempat|yang) biasa|cho cu|dating gawi)\b"
    r"|как обычно|где всегда|як завжди|де завжди|老地方|老样子|المكان المعتاد"
)
_GOES_ON = re.compile(
    r"\b(?:continu\w*|carry on|go on|move|lanjut\w*|devam\w*|weiter\w*|segui\w*|sigamos|dalej|ciag dalszy|tiep|ituloy\w*|tuloy|chat|chats?ear|baat|kotha|yaz\w*|"
    r"konus\w*|gorus\w*|usap|sms|ping|hit me|find (?:me|you)|add me|reach (?:me|you)|write (?:me|you|to)|scriv\w*|sentiamo\w*|ecri\w*|schreib\w*|meld\w*|pisz\w*|napis\w*|odezwij|habl\w*|escrib\w*|"
    r"fala\w*|chama|cham[oe]|trao doi|nhan|noi chuyen|ngobrol|chatt?\w*)\b"
    r"|продолж|продовж|напис|пиши|спиш|общат|поговор|перейд|стук|зв'яж|نكمل|نتكلم|نتواصل|كلمني|راسلني|اكتب|بات|रहे|बात|কথা|聊|说|谈|继续|联系|加我|找我"
)
_ASKS = re.compile(r"[?？؟]\s*$")


def add_there(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds asks to go on "there", or on "the usual one", where an app was named just before."""
    named = {row for row, hits in found.items() if any(_leads_away(one, bodies[row]) for one, _ in hits)}
    added = [(turn.row, hit) for turn in _after(frame, named) if (hit := _ask(bodies[turn.row])) is not None]
    for row, hit in added:
        if not any(one.category in _SAID for one, _ in found.get(row, ())):
            found.setdefault(row, []).append((hit, (row,)))


def _leads_away(one: Found, body: str) -> bool:
    """Whether a detection is an app by which people could talk, not one that is worked on."""
    if one.category not in _APPS or one.stance is Stance.DECLINE:
        return False
    return one.stance is not Stance.MENTION or not cue("work").search(fold(body).text)


def _after(frame: pl.DataFrame, named: set[int]) -> Iterator[Turn]:
    """The messages soon after one of these rows in its thread."""
    last: tuple[Turn, int] | None = None
    for turn in ordered(frame, named) if named else ():
        if last and (last[0].thread != turn.thread or last[1] == 0 or last[0].hours_to(turn) > APP_HOURS):
            last = None
        if last:
            yield turn
            last = (last[0], last[1] - 1)
        if turn.row in named:
            last = (turn, APP_STEPS)


def _ask(body: str) -> Found | None:
    """What a short message says that speaks of talking and of a place that it does not name."""
    if len(body) > MOST_LETTERS or len(body.split()) > MOST_WORDS:
        return None
    text = fold(body).text
    place = _THERE.search(text) or _USUAL.search(text)
    if place is None or not (cue("talk").search(text) or _GOES_ON.search(text)) or cue("work").search(text):
        return None
    start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    stance = Stance.REQUEST if _ASKS.search(body) else Stance.OFFER
    stance = adjusted(text, *place.span(), Category.LEAVE_PLATFORM, stance)
    return Found(Category.LEAVE_PLATFORM, None, None, start, end, 0.65, False, stance)
