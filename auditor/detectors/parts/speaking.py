"""How a sentence speaks of a named app: as a way to talk or to pay, asked for or offered, refused, or as work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from auditor.detectors.parts.admiring import is_admired
from auditor.detectors.parts.apps import Named
from auditor.detectors.parts.denying import A_NOT_A, is_denied, is_done_without, is_none
from auditor.detectors.parts.despite import clause_start, since_turn
from auditor.detectors.parts.numbering import is_said
from auditor.detectors.parts.ordinary import is_adjective
from auditor.detectors.parts.others import is_paid_out, is_shown_there, of_others, talked_by_others
from auditor.detectors.parts.proposing import asks_by_no
from auditor.detectors.parts.sentences import sentence
from auditor.detectors.parts.telling import in_quotes, is_told
from auditor.lexicons.cues import cue, words
from auditor.lexicons.regions import spoken_in
from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted

Use = Literal["talk", "pay", "follow"]

_BESIDE, _LEFT_OVER = re.compile(r"[^\W_]+(?:'[^\W_]+)*"), re.compile(r"[-/'!#@$*\[\]`<>]")
# What makes an app a place or a means: words right before it and right after it, in languages that write them apart.
_PLACE_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:on|via|over|through|thru|per|by|bei|auf|uber|im|ins|su|sul|sulla|sur|par|en|por|x|al|no|na|pelo|pela|pro|pra|em|w|we|przez|ke|di|lewat|"
    r"pake|pakai|pk|sa|thru|qua|tren|add|vao|hop on|mit|naar|3al|elo|mon|ton|mein|dein|moj|twoj|hai|xai|dung|tens|usi|usas|masz|nutzt|pakai|punya|ada|meron|have|got|use|utilises|du|на|в|у|по|через|до|з|со|мій|мой|свой|скинь|дай)\s"
    r"(?:(?:the|that|this|das|den|der|die|das|el|la|le|il|lo|o|meu|seu|mi|tu|mein|dein|mon|ton|my|your|ur|su|mio|tuo|moj|moim|twoj|свой|мой|мій|ваш|твой|to|na|yung|con|cai)\s)?"
    r"|(?:على|ع|عال|في|عن طريق|بال|عبر|عندك|عندكم|ضيفني|كلمني|راسلني|حول|حولي|ابعت|ادفعلك)\s|[加用上走在到通过换去我的你发转打]|(?<![^\W_])(?:رقم|رقمك|nomor|nomer|numero|number|numer|номер|so|number mo sa|no)\s(?:the |del |de |do |su |di |ال)?)$"
)
_PLACE_AFTER = re.compile(
    r"^'?(?:\s(?:pe|pr|mein|tei|ta te|diye|uzerinden|aja|saja|dong|yuk|yok|yu|na lang|nalang|na po|nyo|po ba|ba|ko po|ko|"
    r"mo|nhe|nha|em nha|luon|karo|kar|kr|krdo|krna|karna|krein|kru|chalega|chlta|chalta|chale|ok na|geht auch|ca te va|ti va)\b"
    r"|\s?(?:पर|पे|से|में|को|कर|پر|پہ|پے|سے|ميں|کر|کريں|كر|كريں|كرو|تے)(?:\s|$)|\u09c7|\s?(?:এ|তে|য়|য়ে|দিয়ে|করে|কর)|[上聊吧联付给发可行转打支收说]|\s?(?:number|no\b|num\b|nr\b|nomor|نمبر|नंबर|नम्बर|নম্বর|নাম্বার|numero|numer\b|номер|号|handle|nick\w*|username|id\b)|\s(?:is )?(?:better|easier|faster|mejor|besser|schneller|einfacher|plus (?:simple|rapide)|meglio|lepiej|szybciej|удобнее|быстрее|зручніше|швидше|daha (?:iyi|hizli|kolay)|lebih|mas madali|tien hon|nhanh hon|احسن|اسرع|اسهل|افضل|بہتر))"
)
# The same words in one language, and other words in others: they count where the text speaks it.
_PLACE_AFTER_IN = (
    ("IN", re.compile(r"^\s(?:par|me|main|se)\b")),
    ("BD", re.compile(r"^\s(?:e|te|dia)\b")),
    ("TR", re.compile(r"^\s(?:dan|den)\b")),
    ("VN", re.compile(r"^\s(?:cho|di|e|em|anh|minh)\b")),
)
# Signs of work that are the same in all languages: sizes, files, codes of machines.
_MACHINE = re.compile(
    r"\b\d{2,4}\s?[x×*]\s?\d{2,4}\b|\b(?:px|json|csv|sql|cron|tokens?|callback\w*|redirect\w*|pixel|sdk|oauth|webhook\w*|bots?|apis?|plugin\w*|banners?|carousels?|feed|embed\w*|widget\w*|"
    r"html|css|png|svg|sandbox|iframe|layout|mockup\w*|screenshots?|icons?|icone\w*|ikon\w*|logos?|logo\w{1,3}|problems?|trouble|broken|crash\w*|freez\w*|linux|ubuntu|windows|webcam|cams?|audio|sound|drivers?|install\w*|protocols?|recorder|firefox|browser|strength|configur\w*)\b|-(?:style|like|inspired|themed)\b|[签回]调|验签|接口|报错"
)
_PHONE_NEAR = re.compile(r"[^\d.!?]{0,20}\+?\d[\d\s().-]{7,18}\d(?!\d|\s?(?:k|m|g)?(?:hz|ms|px|db|kb|mb)\b)")
# Questions without their sign: particles at the end.
_ASKS = re.compile(
    r"^\s(?:var mi|varmi|kullaniyor mu\w+|ada ga|ada gak|ache|achhe|hai kya|hai to)\b|有没有|[行好]不|可不可以|能不能|\b(?:ou pas|ou non|(?:var )?m[iu](?: acaba| hocam| abi)?|olur mu|(?:duoc |co )?(?:khong|ko|k|hong|hok)(?: a| anh| chi| em| ban| b)?|kya|ba(?: kayo| ka| po)?|(?:ga|gak|nggak|ngga)(?: kak| mas| gan| bang| ya)?|pode ser|puede ser|verdad|right|ne|gell?|tak|нет|можно)\W*$|[吗么嘛]\W*$|(?:ولا لا|صح)\W*$"
)
# An article makes most short names the ordinary word: "the signal".
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an|el|la|das|der|die|il|le|un|une)\s$")
_MEANS_BEFORE = re.compile(r"\b(?:un|um|uma|o|a|mon|mein|my|meu|mi|ein|einen|il|is|the)\s$")
MOST_WORDS_OF_A_QUESTION = 4


@cache
def _way() -> Sifted:
    """A shy name counts after one of these: "on signal", "my tg", "no zap"."""
    return Sifted(rf"{words('way')}\s(?:{words('article')}[ '])?$")


@cache
def _small_talk(word: str) -> bool:
    return cue("small_talk").fullmatch(word) is not None


def asked(view: View, app: Named, stance: Stance | None) -> Iterator[Hit]:
    """The ask around a named app, where the sentence asks for somebody there or tells to come there."""
    left, right = sentence(view, app.start, app.end)
    calls = stance is Stance.OFFER and cue("talk_strong").search(view.text[left:right])
    if stance is Stance.REQUEST or calls:
        yield Hit(Category.CONTACT_REQUEST, app.start, app.end, None, app.kind, 0.6, not app.plain, stance)


def is_placed(view: View, app: Named, before: str, after: str) -> bool:
    """Whether the words around an app, or its own ending, make it the place or the means."""
    if app.shy and (before.endswith(" x ") or is_adjective(view.text[app.start : app.end], after)):
        return False
    if app.shy and before.endswith("mein ") and "IN" in spoken_in(view):
        return False  # Hindi's "in", not German's "my"
    described = _DESCRIBED.search(view.text[app.start : app.end]) is not None
    if described and _USED.search(before):
        return False
    if app.bent or _PLACE_BEFORE.search(before) or _PLACE_AFTER.search(after):
        return True
    return after == " me" or any(words.match(after) and region in spoken_in(view) for region, words in _PLACE_AFTER_IN)


def stance_of(view: View, app: Named, use: Use, handle: tuple[int, int] | None = None) -> Stance | None:
    """How the sentence speaks of a named app; None when the word is most likely no app at all."""
    left, right, before, after = _around(view, app, handle)
    question = _is_question(view, right, before, after)
    kind = "pay" if use == "pay" else "talk"
    placed = is_placed(view, app, before, after) and (use != "follow" or handle is not None)
    placed = placed or (use == "pay" and not app.shy and _MEANS_BEFORE.search(before) is not None)
    none = before.endswith("no ") and is_none(before.removesuffix("no "), after)
    before = before.removesuffix("no ") if before.endswith(" no ") and not none else before  # Portuguese: on
    around = f"{before} {after}"
    firm, cued = cue(f"{kind}_strong").search(view.text[left:right]) is not None, cue(kind).search(around) is not None
    few = len(around.split()) <= MOST_WORDS_OF_A_QUESTION
    # Words of digits are words of work in other languages.
    said = app.app.by_number and is_said(after)
    numbered = said or (app.app.by_number and _PHONE_NEAR.match(after) is not None)
    sure = placed or handle is not None or numbered
    only_named = None if app.shy else Stance.MENTION
    if app.shy and not (sure or _stands_out(view, app, before, after, question, kind)):
        return None
    if _quoted(view, app):
        return only_named
    without = is_done_without(before, after)
    denied = none or without or is_denied(since_turn(view.text, left, app.start, before), after, cue(kind), question)
    asks_by = denied and asks_by_no(view.text, app.start, app.end)
    if denied and not asks_by:
        spared = (without or question) and not _is_work(before, after, kind, question)
        return Stance.DECLINE if firm or (not app.shy and (cued or placed or spared)) else only_named
    if use == "pay" and _is_of_others(view, app, before, after, firm):
        return only_named
    if use != "pay" and handle is None and talked_by_others(before, after):
        return only_named
    if use == "follow" and handle is None and not question and is_admired(before, after, firm):
        return only_named
    if not (firm or said or (handle is not None and cued)) and _is_work(before, after, kind, question):
        return only_named
    if asks_by or cue("ask").search(before[-40:]) or (question and (cued or placed or few)):
        told = cued or question or handle is not None or (few and not after.strip(" ?!."))
        return Stance.REQUEST if told or not app.shy else None
    if firm or cued or sure or (app.app.by_number and _PHONE_NEAR.search(around)):
        return Stance.OFFER
    return _alone(view, app, around)


def _around(view: View, app: Named, handle: tuple[int, int] | None) -> tuple[int, int, str, str]:
    """Where the sentence begins and ends, and what stands in it before and after the app, without the handle."""
    left, right = sentence(view, app.start, app.end)
    if handle is None:
        return left, right, view.text[left : app.start], view.text[app.end : right]
    right = max(right, handle[1])
    if handle[0] < app.end:
        before = view.text[left : handle[0]] + view.text[handle[1] : app.start]
        return left, right, before, view.text[app.end : right]
    after = view.text[app.end : handle[0]] + view.text[handle[1] : right]
    return left, right, view.text[left : app.start], after


SOON_ASKED = 16


def _is_question(view: View, right: int, before: str, after: str) -> bool:
    rest = view.text[right:].rstrip()
    if rest[:1] == "?" or (rest.endswith(("?", "؟", "？")) and len(rest) < SOON_ASKED):
        return True
    return _ASKS.search(after) is not None or A_NOT_A.search(before + after) is not None


def _is_work(before: str, after: str, kind: str, question: bool) -> bool:
    """Whether the sentence speaks of something built; in another clause it may, when this one asks or offers (to be
    paid there only in a question: a shop has ways to pay as well)."""
    around = f"{before} {after}"
    if not (cue("work").search(around) or _MACHINE.search(around)):
        return False
    left = max((one.end() for one in _COMMA.finditer(before)), default=0)
    right = _COMMA.search(after)
    clause = f"{before[left:]} {after[: right.start()] if right else after}"
    if cue("work").search(clause) or _MACHINE.search(clause):
        return True
    asks = (question or kind != "pay") and cue("ask").search(before[left:][-40:])
    return not (asks or cue(f"{kind}_strong").search(clause))


_COMMA = re.compile(r"[,،，;—–]\s?")


def _is_of_others(view: View, app: Named, before: str, after: str, firm: bool) -> bool:
    """Whether customers pay so, or the platform that pays out; notes and coins mostly are what a shop takes."""
    left, right = sentence(view, app.start, app.end)
    if is_paid_out(view.text[left:right]) or is_shown_there(before, after):
        return True
    if app.kind == "cash" and not firm and not cue("personal").search(before + after):
        return True
    return of_others(before, view.text[app.start : app.end], after)


# Short names that begin a message mean the app; others are more often the ordinary word.
_OPENING = frozenset(("wa", "tele", "wasap", "pix", "ovo", "momo", "vk", "ig"))


def _stands_out(view: View, app: Named, before: str, after: str, question: bool, kind: str) -> bool:
    """Whether the words right before a shy name make it the app: "on", "my", "do you have", "add me"."""
    written = view.text[app.start : app.end]
    if not before.strip():
        return (
            written in _OPENING
            or not (after.strip() or app.plain)
            or (question and not after.strip() and len(written) > 3 and written not in ("whats", "wats"))
        )
    if (
        before.endswith(("-", "/", "."))
        or is_adjective(view.text[app.start : app.end], after)
        or _ARTICLE_BEFORE.search(before)
    ):
        return False
    if written in ("whats", "wats") and _AND_BEFORE.search(before):
        return False
    near = before[-22:]
    return bool(
        _way().search(before)
        or any(one.end() >= len(near) - 2 for word in ("ask", f"{kind}_strong") for one in cue(word).finditer(near))
    )


_AND_BEFORE = re.compile(r"\b(?:and|or|so|but|then|with)\s$")
# An app that is only described may be an icon of the work just as well.
_DESCRIBED = re.compile(
    r"\b(?:plane(?: icon)?|one|ghost|thing|icon|truc|machin|dings?|cosa|cosita|coso|(?:la |el |die |das |der )?(?:verde|grune?n?|azul))$"
)
# What is used or taken may be a colour or a drawing.
_USED = re.compile(
    r"\b(?:use|usa|usar|take|have|draw|make|nutze?|nimm|utilise|pakai|pake)\s(?:the |that |this |la |el |die |das |den |le )?$"
)


def _alone(view: View, app: Named, around: str) -> Stance | None:
    """A name with hardly a word beside it says "there"; what a shy word or "paper plane" says alone, nobody knows."""
    said = _BESIDE.findall(around)
    if not said and _DESCRIBED.search(view.text[app.start : app.end]):
        return None if app.shy else Stance.MENTION
    if len(said) <= 3 and not _LEFT_OVER.search(around) and (not said if app.shy else all(map(_small_talk, said))):
        return Stance.OFFER
    return None if app.shy else Stance.MENTION


def _quoted(view: View, app: Named) -> bool:
    """Whether somebody else is quoted, or the rule that forbids it."""
    left = clause_start(view.text, max(0, app.start - 120), app.start)
    before, after = view.text[left : app.start], view.text[app.end : app.end + 80]
    if in_quotes(view.text, app.start, app.end) or is_told(view.text, app.start, app.end):
        return True
    return bool(cue("quoted").search(before) or cue("forbidden").search(after) or cue("forbidden").search(before))
