"""How the speaker stands to a phrase: what the words before and after it make of an offer or a request."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache

from auditor.detectors.parts.despite import clause_start, is_set_aside
from auditor.detectors.parts.proposing import asks_by_no
from auditor.detectors.parts.telling import in_quotes, is_told
from auditor.lexicons.cues import cue, latin, others, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.disowning import disowned, is_ruled_out
from auditor.scanning.reported import is_told_after, is_told_before, is_told_within
from auditor.scanning.subjects import is_refusal_only, is_work
from auditor.scanning.things import names_thing

ASKS = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST, Category.FEE_AVOIDANCE, Category.REVIEW_TRADE,
                  Category.ACCOUNT_SHARING, Category.ONE_OFF, Category.CODED_LANGUAGE))  # fmt: skip

# What nobody asks of others by telling of it.
_NEVER_TOLD = frozenset((Category.CODED_LANGUAGE, Category.ONE_OFF))

# A phrase of these may begin with who speaks: "Upwork says you must not pay outside".
_RULED = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT))

# A comma ends what a no refuses ("no, let's talk outside"), but for one before what is said not to be so ("ich will nicht, dass").
_ON = r"(?:[^\w.!?;,،，。\n]+|,\s(?=(?:dass|das|ob|ze|zeby|aby|che|que|чтобы|что|щоб|що)\b))"


@cache
def _refused() -> Sifted:
    """Words before a phrase that refuse it; how near they must stand, each script has its own measure."""
    return Sifted(
        rf"{latin('why_would')}[^.!?;\n]*$"
        rf"|{latin('not')}(?:{_ON}[\w']+){{0,5}}{_ON}?$"
        rf"|{others('not')}(?:{_ON}\w+){{0,4}}{_ON}?$"
        rf"|{words('not_near')}[^。，.!?،]{{0,12}}$"
    )


@cache
def _refused_near() -> Sifted:
    """The same right before the phrase, where a no further off is the ask itself: "I don't want to lose the fee"."""
    return Sifted(rf"(?:{latin('not')}|{others('not')})(?:{_ON}[\w']+){{0,1}}{_ON}?$")


@cache
def _told_not_to() -> Sifted:
    """A clause that begins with its no is a rule and no threat: "..., do not swap reviews"."""
    return Sifted(rf"(?:^|[,;:])\s*(?:[\w']+\s)?(?:{latin('not')}|{others('not')})\s*$")


@cache
def _forbidden() -> Sifted:
    return Sifted(rf"^[^.!?\n]{{0,60}}?{latin('forbidden')}|^[^.!?\n]{{0,40}}{others('forbidden')}")


def _is_forbidden(text: str, end: int, category: Category, stance: Stance) -> bool:
    """Whether the words after a phrase forbid it, and do not set that aside: "... is forbidden, but nobody checks"."""
    wanted = category is Category.CONTACT_REQUEST and stance is Stance.REQUEST and _is_why(text, end)
    if wanted or category is Category.CODED_LANGUAGE:
        return False
    ban = _forbidden().search(text[end : end + 80])
    return ban is not None and not is_set_aside(text, end + ban.end())


def _is_why(text: str, end: int) -> bool:
    """Whether a clause behind a phrase tells what this place forbids, which is why one asks: "send me yours, writing it here isn't allowed"."""
    clause = _WHY.match(text[end : end + 80])
    return clause is not None and cue("here").search(clause["why"]) is not None


@cache
def _accepts() -> Sifted:
    """A sentence that begins by agreeing, with a sign behind the word: "si trabajamos" is an if, "可以直接" a can."""
    return Sifted(rf"^\W*{words('accepts')}\s*[,.!:،，。！-]|^\W*(?:ok|okay|okej|vale|dale|klar|gerne)\b")


def _agrees(text: str, before: str, end: int) -> bool:
    """Whether the phrase is agreed to: not in a question, which asks for it."""
    stop = _SENTENCE_STOP.search(text, end)
    asks = stop is not None and stop.group() in "?？؟"
    return not asks and _accepts().search(before) is not None


def _is_refused(text: str, start: int, end: int, before: str, category: Category, asks: bool) -> bool:
    """Whether words before the phrase refuse it. A threat ("if you don't ...") and a question that begins with its no
    ("don't you want to ...?") refuse nothing."""
    near = category in (Category.FEE_AVOIDANCE, Category.ONE_OFF, Category.CODED_LANGUAGE)
    refusal = (_refused_near() if near else _refused()).search(before)
    if refusal is None or cue("not_a_no").search(_near_no(before) + text[start:end][:20]):
        return False
    if near and cue("loses").search(text[start:end]):
        return False
    if category is Category.REVIEW_TRADE and cue("bargain").search(before) and not _told_not_to().search(before):
        return False
    return not (asks and not before[: refusal.start()].strip(" \"'"))


@cache
def _ends_asking() -> Sifted:
    """The particle of a question that leaves open who pays; "elden vereyim mi?" offers to."""
    return Sifted(others("asks_at_end"))


@cache
def _none_of() -> Sifted:
    return Sifted(rf"{words('none_of')}\s?(?:\w+\s)??{words('pay_noun')}")


_CLAUSE_END = re.compile(r"[,،，;.!?\n。؟]")
_GIVEN = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST))
_BESIDE_NONE = 10
# Within so many letters behind a phrase stands the particle that makes a question of it.
_PARTICLE = 4


def _is_none(text: str, left: int, start: int, end: int, category: Category) -> bool:
    """Whether there is none of it ("nessun pagamento fuori dal sito"), or a verb right behind it refuses it ("... نہیں دے سکتا")."""
    if category not in _GIVEN:
        return False
    after = _CLAUSE_END.split(text[end : end + 24], maxsplit=1)[0]
    # Of a phrase of several clauses the last is what is refused: "ar post dibo na, apnakei soja dibo" hands it out.
    said = text[start:end] if category is Category.CONTACT_REQUEST else _CLAUSE_END.split(text[start:end])[-1]
    if cue("gives_not").search(said + after):
        return True
    return any(
        left + one.start() < start
        and left + one.end() >= start - _BESIDE_NONE
        and not _CLAUSE_END.search(text, left + one.end(), start)
        for one in _none_of().finditer(text[left:end])
    )


def _near_no(before: str) -> str:
    """What stands around a no: the whole sentence, but for a list of rules, each of which has its own."""
    told = _told_not_to().search(before)
    return before[told.start() :] if told is not None else before


_WHY = re.compile(r"\W{0,2}\w{0,3}\s?[,،，](?P<why>[^.!?\n]{0,70})")
_SENTENCE_STOP = re.compile(r"[.!?;\n。！？؟]")
# More letters than anything below reads to either side of a phrase, but for the end of its sentence.
REACH = 400


@lru_cache(maxsize=8)
def _stops(text: str) -> list[int]:
    return [one.start() for one in _SENTENCE_STOP.finditer(text)]


def is_question(text: str, end: int) -> bool:
    """Whether the sentence that goes on at `end` ends as a question."""
    stop = _SENTENCE_STOP.search(text, end, end + REACH)
    if stop is None and end + REACH < len(text):
        # The ends of sentences of a text are found once: one that has none would be read to its end for each phrase.
        stops = _stops(text)
        at = bisect_left(stops, end)
        return at < len(stops) and text[stops[at]] in "?？؟"
    return stop is not None and stop.group() in "?？؟"


# Who proposes it behind a comma has not refused it before: "can't open the link, let's go on outside".
_PROPOSES = re.compile(
    r",\s*(?:so |then )?(?:let'?s|let us|shall we|can we|could we|lass uns|vamos|allons|andiamo|chodzmy|давай(?:те)?)\b"
    r"(?!\s(?:not|nicht|no|nao|pas|non|не)\b)"
)


def _turns_within(text: str, start: int, end: int) -> bool:
    """Whether a refusal reaches over the word that turns from it, with the ask behind it: "not allowed, still, let's go on outside"."""
    if _PROPOSES.search(text, start, end) is not None:
        return True
    turned = clause_start(text, start, end)
    return turned > start and not (cue("not").search(text, turned, end) or cue("not_near").search(text, turned, end))


def adjusted(text: str, start: int, end: int, category: Category, stance: Stance) -> Stance:
    """The stance of a phrase at text[start:end], whose family says `stance` by itself."""
    # The same words around the same phrase are weighed once, in a text of ten thousand phrases as well.
    left = max(0, start - REACH)
    asks = is_question(text, end)
    return _adjusted(text[left : end + REACH], start - left, end - left, category, stance, asks)


@lru_cache(maxsize=256)
def _adjusted(text: str, start: int, end: int, category: Category, stance: Stance, asks: bool) -> Stance:
    by_no = category in ASKS and asks_by_no(text, start, end)
    if stance is Stance.DECLINE:
        if by_no and category is Category.CONTACT_REQUEST:
            return Stance.REQUEST
        return Stance.OFFER if by_no or _turns_within(text, start, end) else Stance.DECLINE
    left = max((text.rfind(mark, max(0, start - 140), start) for mark in ".!?;\n"), default=-1) + 1
    left = clause_start(text, max(left, start - 140), start)
    before, after = text[left:start], text[end : end + 80]
    if (
        category in ASKS
        and not by_no
        and (
            is_ruled_out(text, left, start, end, category)
            or _is_refused(text, start, end, before, category, asks)
            or _is_none(text, left, start, end, category)
        )
    ):
        return Stance.DECLINE
    if category in ASKS and not by_no and _is_forbidden(text, end, category, stance):
        return Stance.DECLINE
    if not by_no and (whose := disowned(text, start, end, category)) is not None:
        return whose
    if in_quotes(text, start, end) or (category not in _NEVER_TOLD and is_told(text, start, end)):
        return Stance.MENTION
    coded = category is Category.CODED_LANGUAGE
    if (
        is_told_before(before, asks)
        or (category in _RULED and is_told_within(text, start, end))
        or (not coded and is_told_after(text, end))
        or is_work(category, before, text[start:end], after)
        or names_thing(category, before, text[start:end], after)
    ):
        return Stance.MENTION
    says_no = cue("verb_says_no").search(text[start:end] + after[:24]) and not asks
    if says_no or is_refusal_only(category, text[start:end], after):
        return Stance.DECLINE
    if category in (Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT) and _agrees(text, before, end):
        return Stance.ACCEPT
    if (
        stance is Stance.OFFER
        and category is Category.OFF_PLATFORM_PAYMENT
        and (
            cue("asks").search(before[-25:] + text[start:end][:12])
            or _ends_asking().search(_CLAUSE_END.split(after, maxsplit=1)[0][:_PARTICLE])
        )
    ):
        return Stance.REQUEST
    return stance
