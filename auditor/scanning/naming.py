"""Bare names and numbers: what a message holds that only answers the question for somebody's account or number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from auditor.detectors.parts.dialling import dialled, e164, with_code
from auditor.detectors.parts.domains import PROVIDERS, provider_label
from auditor.detectors.parts.payments import APPS
from auditor.detectors.parts.stopwords import STOP
from auditor.lexicons.cues import cue, words
from auditor.lexicons.regions import tongue
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.signs import DASH, DOT_ENGLISH, DOT_FOREIGN, UNDER

ANSWER_STEPS, ANSWER_HOURS, BARE_LETTERS, WHICH_WORDS, WHICH_LETTERS = 4, 24, 3, 8, 120
_SENTENCES = re.compile(r"[.!?,;]\s")
_LETTERS = re.compile(r"[a-z]{3}")
_BY_NUMBER = frozenset(
    ("whatsapp", "viber", "signal", "telegram", "zalo", "imo", "imessage", "botim", "kakaotalk", "line")
)


@cache
def _dialled_in() -> dict[str, str]:
    """Where the accounts of a way to pay are telephone numbers, and of which country; elsewhere digits are an account's own."""
    return {one.kind: one.dialled for one in APPS if one.by_number and one.dialled}


# What is paid on with numbers alone: a word that follows is an answer, and no name.
_WITHOUT_NAMES = frozenset(("bank_transfer", "cash", "usdt", "crypto"))


@cache
def _name() -> Sifted:
    return Sifted(
        rf"{_lead()}(?P<quote>[\"'“”«»„‘’]\s?)?(?P<sign>@\s?)?(?P<name>[a-z0-9][a-z0-9._-]{{3,39}}(?:#\d{{4}})?)(?P<small>[\W]{{1,3}}{words('spelt_small')})?\W*$"
    )


@cache
def _digits() -> Sifted:
    return Sifted(rf"{_lead()}(?P<digits>\+?\d[\d\s().-]{{5,20}}\d)\W*$")


@cache
def _mail() -> Sifted:
    return Sifted(
        rf"{_lead()}(?P<mail>[a-z0-9][a-z0-9._+-]{{0,40}}@[a-z0-9-]{{1,40}}(?:\.[a-z0-9-]{{2,20}}){{1,3}})\W*$"
    )


def _lead() -> str:
    agrees = rf"(?P<agrees>(?:{words('yes_word')}[\s,.:!;-]+){{1,2}})?"
    # "At moonowl7", "me slash moonowl": the sign and the beginning of a link, as they are spoken.
    spoken = r"(?:(?:at|arr?oba|arobase|chiocciola|malpa|klammeraffe|собака|艾特)\s|(?P<linked>(?:paypal\W{1,3})?(?:dot\s|\.)?me\s?(?:slash|/)\s?))?"
    return rf"^[^\w@]*{agrees}(?P<led>(?:(?:{words('name_lead')}|(?:then|dann|so|alors|allora|entonces|entao)(?![a-z]))[\s:=-]*){{1,3}})?(?P<self>{words('self_lead')}[\s:=-]+)?{spoken}"


@cache
def _between() -> re.Pattern[str]:
    """A sign that is spoken between two words of a name."""
    return re.compile(
        rf"(?<=[a-z0-9])\s(?:(?P<under>{UNDER})|(?P<dash>{DASH})|(?P<dot>{DOT_ENGLISH}|{DOT_FOREIGN}))\s(?=[a-z0-9])"
    )


def _written(text: str) -> str:
    """The same with such signs in place of their words."""
    return _between().sub(lambda one: "_" if one["under"] else "-" if one["dash"] else ".", text)


@dataclass(frozen=True, slots=True)
class Question:
    """What a message asks for: an account of an app (`kind`), an address, a number; `marked`: a word alone is no answer;
    `whether`: it asks whether there is one, and of words alone a long one that is no adverb is a name."""

    category: Category
    kind: str | None
    marked: bool = False
    whether: bool = False


def which_name(text: str) -> bool:
    """Whether a short message asks by what name somebody is found, and names no app: "what's yours?", "wie heißt du da?"."""
    if len(text) > WHICH_LETTERS:
        return False
    plain = fold(text).text
    last = _SENTENCES.split(plain.strip(" ?!.,"))[-1]
    return len(last.split()) <= WHICH_WORDS and cue("which_name").search(last) is not None and cue("work").search(plain) is None  # fmt: skip


def question(text: str, hits: list[Found]) -> Question | None:
    """What a message asks for or announces, by what was found in it."""
    for one in hits:
        # "支付宝呢": hardly more than the name is a question as well.
        bare = one.category is Category.PAYMENT_APP and len(text.strip()) - (one.end - one.start) <= BARE_LETTERS
        if one.normalized is None and (one.stance in (Stance.REQUEST, Stance.OFFER) or bare):
            # "Skype?" is answered with any word, "your skype?" with a name.
            whether = _is_yes_or_no(text)
            if one.category in (Category.MESSENGER, Category.SOCIAL):
                return Question(one.category, one.kind, whether=whether)
            if one.category is Category.PAYMENT_APP:
                return Question(Category.PAYMENT_HANDLE, one.kind, whether=whether)
    if any(one.category is Category.CONTACT_REQUEST and one.stance is Stance.REQUEST for one in hits):
        plain = fold(text).text
        if cue("mail").search(plain):
            label = next(
                (
                    one
                    for one in re.findall(r"[a-z]+", plain.replace("g mail", "gmail"))
                    if provider_label(one) and one in PROVIDERS and one != "mail"
                ),
                None,
            )
            return Question(Category.EMAIL, label)
        if cue("number").search(plain):
            return Question(Category.PHONE, None)
    return None


def _is_yes_or_no(text: str) -> bool:
    """Whether a message asks whether somebody has an account, or whether to use it, and for no name."""
    plain = fold(text).text
    asks = any(mark in plain for mark in "?？؟") or cue("asks_at_end").search(plain) is not None
    return asks and cue("whose").search(plain) is None and cue("which_name").search(plain) is None


# Words of an answer are shorter, but for those that end so.
NAME_LETTERS = 9
_ADVERB = re.compile(r"(?:mente|ment|ly|lich|weise|wegs|falls|times)$")


def _is_no_word(name: str) -> bool:
    return len(name) >= NAME_LETTERS and _ADVERB.search(name) is None


def named(
    body: str, asked: Question, direct: bool, regions: tuple[str, ...], spoken: tuple[str, ...] = ()
) -> Found | None:
    """The account, address or number that a message consists of, or None; `direct`: the other side had asked; `spoken`:
    where the people around it speak."""
    view = fold(body)
    if (digits := _digits().search(view.text)) is not None:
        return _number(view.text, view.span(*digits.span("digits")), digits["digits"], asked, regions, spoken)
    # Who is asked for such an account and gives an address is paid on that address.
    pays = asked.category is Category.PAYMENT_HANDLE and asked.kind not in _WITHOUT_NAMES
    if pays and (mail := _mail().search(view.text)) is not None:
        place = view.span(*mail.span("mail"))
        return Found(asked.category, asked.kind, mail["mail"], *place, 0.7, False, Stance.OFFER)
    text = _written(view.text)
    one = _name().search(text)
    if one is None or asked.category is Category.PHONE:
        return None
    name = one["name"].rstrip(".-_")
    # "Search for \"moonowl\"", "moonowl, all small letters": nobody says that of an answer.
    pointed = (
        one["small"] is not None or one["linked"] is not None or (one["led"] is not None and one["quote"] is not None)
    )
    marked = pointed or bool(one["sign"]) or any(sign.isdigit() or sign in "._-#" for sign in name)
    # A yes is followed by words more often than by a name, and by well-known ones.
    plain = not marked or (asked.category is not Category.PAYMENT_HANDLE and re.fullmatch(r"[a-z-]+", name) is not None)
    worded = one["agrees"] is not None and not one["sign"] and not pointed and (plain or _LETTERS.search(name) is None)
    if (
        worded
        # "Ako nalang": who speaks of himself names himself by a sign.
        or (one["self"] is not None and not one["sign"])
        or name in STOP
        or cue("reply_word").fullmatch(name)
        or len(name) < 4
        or _is_provider(name)
        or not re.search(r"[^\W\d_]", name)
        or asked.kind in _WITHOUT_NAMES
        or not (marked or (direct and (_is_no_word(name) if asked.whether else len(name) >= 6)))
    ):
        return None
    if text == view.text:
        start, end = view.span(one.start("name"), one.start("name") + len(name))
    else:
        start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    if asked.category is Category.EMAIL:
        if asked.kind is None or "@" in name:
            return None
        return Found(Category.EMAIL, None, f"{name}@{PROVIDERS[asked.kind]}", start, end, 0.7, True, Stance.OFFER)
    return Found(asked.category, asked.kind, name, start, end, 0.7 if marked else 0.55, False, Stance.OFFER)


def _is_provider(name: str) -> bool:
    """Whether it is the end of an address, not somebody's name: gmail.com."""
    label, _, ending = name.partition(".")
    return bool(ending) and label in PROVIDERS


def _number(
    text: str, span: tuple[int, int], written: str, asked: Question, regions: tuple[str, ...], spoken: tuple[str, ...]
) -> Found | None:
    digits = re.sub(r"[^\d+]", "", written)
    if asked.category is Category.PAYMENT_HANDLE and 7 <= len(digits) <= 16:
        own = digits.lstrip("+")
        abroad = digits.startswith("+")
        country = _dialled_in().get(asked.kind or "")
        known = dialled(own, abroad, (country,) if country else (), ()) if abroad or country else None
        return Found(Category.PAYMENT_HANDLE, asked.kind, known or digits, *span, 0.7, False, Stance.OFFER)
    if asked.category is Category.PHONE or (asked.category is Category.MESSENGER and asked.kind in _BY_NUMBER):
        plain = digits.lstrip("+")
        if 7 <= len(plain) <= 13:
            at_home = e164(plain, False, regions[:1]) if digits == plain else None
            told = tongue(text)
            known = at_home or dialled(plain, digits.startswith("+"), spoken or told.sure, regions, told.maybe)
            known = known or with_code(plain)
            return Found(Category.PHONE, None, known or plain, *span, 0.75, False, Stance.OFFER)
    if asked.category is Category.MESSENGER and asked.kind in ("qq", "icq", "wechat") and 5 <= len(digits) <= 12:
        return Found(Category.MESSENGER, asked.kind, digits, *span, 0.7, False, Stance.OFFER)
    return None
