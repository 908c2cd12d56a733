"""E-mail addresses: written plainly, with spoken or replaced signs, misspelt, or with the provider only named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.domains import (
    COUNTRIES,
    PROVIDERS,
    SAFE_ENDINGS,
    STRONG,
    plain_domain,
    provider_label,
    true_domain,
)
from auditor.detectors.parts.implied_mail import GATE, NO_LOCAL, implied, unmarked
from auditor.detectors.parts.local_parts import begins, letters
from auditor.detectors.parts.machine_names import is_set_up
from auditor.detectors.parts.ordinary import is_word
from auditor.detectors.parts.stopwords import STOP
from auditor.lexicons.cues import cue
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_SIGN = re.compile(r"(?<=[\w.-])[@\x01©*]")
_DOMAIN = re.compile(r"[^\W_](?:[\w-]{0,62})(?:\.[^\W_][\w-]{0,62}){0,5}")
_STAR_DOMAIN = re.compile(r"([a-z0-9-]{3,20})\*([a-z]{2,4})\b")
# "at" between the name of a desk and a domain makes an address where something is to be sent there.
_DESKS = frozenset(
    [
        "hello",
        "hi",
        "hey",
        "info",
        "office",
        "studio",
        "admin",
        "team",
        "sales",
        "mail",
        "jobs",
        "booking",
        "bookings",
        "kontakt",
        "contact",
    ]
)
_SENT_TO = re.compile(
    r"\b(?:send|sent|write|mail|email|e-mail|forward|drop|reach|ping|shoot|message)\b[\w ']{0,30}\b(?:to|at|me|us|on|it|line|through|them|that|here)\s{1,3}$"
)


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Addresses around each at sign, then those whose provider is only named."""
    text = view.text
    taken = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at < taken:
            continue
        hit = _around(view, at)
        if hit is not None:
            taken = hit.end
            yield hit
    if not taken:
        yield from implied(view)


def _around(view: View, at: int) -> Hit | None:
    text, sign = view.text, view.text[at]
    domain = _DOMAIN.match(text, at + 1)
    host = unmarked(view, *domain.span()) if domain is not None else ""
    if sign != "*" and plain_domain(host) is None:
        return None
    start = begins(view, at)
    # The user of a server: postgres://app:secret@..., deploy@host:/var/www.
    if (
        start is None
        or _OF_SERVER.search(text[max(0, start - 80) : start])
        or (domain and _FOLDER.match(text, domain.end()))
    ):
        return None
    name = text[start:at].strip("-")
    if sign == "*":
        return _starred(text, start, at, name)
    if domain is None:
        return None
    plain = plain_domain(host)
    if plain is None or (domain.group().replace(".", "").isdigit()):
        return None
    marked = host != domain.group() or unmarked(view, start, at) != text[start:at]
    disguised = marked or view.is_hidden(start, domain.end()) or plain != domain.group()
    if view.is_hidden(at, at + 1) and (
        name in NO_LOCAL or (_blank_before_only(view, at) and not _is_address(view, name, plain, start, domain.end()))
    ):
        return None
    if sign == "©" and provider_label(plain.split(".")[0]) is None:
        return None
    if sign == WEAK and not _is_address(view, name, plain, start, domain.end()):
        return None
    start, name = _with_spoken_digits(view, start, at, name)
    start, name = _with_first_word(view, start, at, name)
    end = domain.end() - (len(domain.group()) - len(domain.group().rstrip(".-")))
    name = name if " " in text[start:at] else letters(view.written(start, at).strip("-"), text[end : end + 1] == "_")
    name = unmarked(view, start, at).strip("-") if marked and " " not in text[start:at] else name
    true = plain if host != domain.group() else true_domain(view, domain.start(), end, plain)
    sure, stance = 0.8 if sign == WEAK else 0.97, Stance.MENTION if is_set_up(text, start, name) else None
    return Hit(Category.EMAIL, start, end, f"{name}@{true}", None, sure, disguised, stance)


_OF_SERVER = re.compile(r"(?<![\w])[a-z][a-z0-9+.-]{1,20}://[^\s/@]{0,60}$")
_FOLDER = re.compile(r":(?:\d{1,5})?[/~]")
WEAK = "\x01"
_ENDS = re.compile(r"\s*(?:[.,;:!?)\n]|$)")
_DIGIT_WORDS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}  # fmt: skip
_SPOKEN_DIGITS = re.compile(
    rf"(?<![\w.])(?P<name>[a-z][a-z._]{{1,30}}) (?P<digits>(?:(?:{'|'.join(_DIGIT_WORDS)}) ){{0,5}}(?:{'|'.join(_DIGIT_WORDS)}))$"
)


def _with_spoken_digits(view: View, start: int, at: int, name: str) -> tuple[int, str]:
    """Where a name begins whose digits are said as words before a spoken at: dora nine one at ..."""
    if name not in _DIGIT_WORDS or not view.is_hidden(at, at + 1):
        return start, name
    left = max(0, at - 64)
    said = _SPOKEN_DIGITS.search(view.text[left:at].rstrip())
    if said is None or said["name"] in NO_LOCAL or said["name"] in _DIGIT_WORDS:
        return start, name
    return left + said.start(), said["name"] + "".join(_DIGIT_WORDS[one] for one in said["digits"].split())


# A word that says that an address follows, and two words of a name before a spoken at.
_CALLED = re.compile(
    r"(?:\b(?:e-?mail|mail|correo|gmail|adresse)|почта|имейл|емейл|мыло)(?:\s(?:is|es|ist|est|e|id|моя|мой))?\s?[:=-]?\s(?P<name>(?P<first>[^\W\d_]{2,20})\s[^\W\d_]{2,20})$"
)


def _with_first_word(view: View, start: int, at: int, name: str) -> tuple[int, str]:
    """Where a name of two words begins before a spoken at, behind a word for mail: "my email: petra lind at ..."."""
    if not view.is_hidden(at, at + 1) or not name.isalpha():
        return start, name
    left = max(0, at - 64)
    said = _CALLED.search(view.text[left:at].rstrip())
    if said is None or said["first"] in STOP or said["first"] in NO_LOCAL or is_word(said["first"]):
        return start, name
    return left + said.start("name"), said["name"].replace(" ", "")


def _blank_before_only(view: View, at: int) -> bool:
    """ "insta @name" is a handle behind a word, and no address with a blank in it, unless it looks like one."""
    start, end = view.span(at, at + 1)
    return view.text[at] == "@" and end - start == 2 and not view.memo.get("spoken_at")


def _starred(text: str, start: int, at: int, name: str) -> Hit | None:
    domain = _STAR_DOMAIN.match(text, at + 1)
    if domain is None or domain.group(1) not in PROVIDERS:
        return None
    return Hit(Category.EMAIL, start, domain.end(), f"{name}@{domain.group(1)}.{domain.group(2)}", None, 0.85, True)


def _is_address(view: View, name: str, plain: str, start: int, end: int) -> bool:
    """A word that means "at" makes an address only of something that looks like a name, before a likely domain."""
    if name in _DESKS and _SENT_TO.search(view.text[max(0, start - 80) : start]):
        return True
    if name in NO_LOCAL:
        return False
    label = plain.split(".")[0]
    if label in PROVIDERS and (label in STRONG or len(label) > 3):
        return True
    spoken = view.memo.get("spoken") and view.is_hidden(end - len(plain), end)
    marked = any(one.isdigit() or one in "._" for one in name)
    last = plain.rpartition(".")[2]
    sent = _SENT_TO.search(view.text[max(0, start - 80) : start]) is not None
    told = (
        len(last) == 2 and len(label) > 3 and not is_word(label) and (sent or _ENDS.match(view.text, end) is not None)
    )
    sure = last in SAFE_ENDINGS or (last in COUNTRIES and not is_word(label)) or told or view.memo.get("foreign_dot")
    return marked or bool(spoken and sure) or _names_mail(view)


def _names_mail(view: View) -> bool:
    """Whether a word of the text calls a name an address: asked once."""
    if "mail_near" not in view.memo:
        view.memo["mail_near"] = cue("mail_near").search(view.text) is not None
    return bool(view.memo["mail_near"])


DETECTOR = Detector(
    name="email",
    category=Category.EMAIL,
    gate=(
        r"[^\s\x00-,/:-?\[-^`{-~]@|\x01|©|[a-z0-9]\*[a-z0-9]",
        *GATE,
    ),
    find=find,
    finds=(
        ("jo dot brandvold at gee mail dot com", "jo.brandvold@gmail.com"),
        ("write to petra.lind@fjordmail.net", "petra.lind@fjordmail.net"),
        ("petra(underscore)lind(at)outlook(dot)com", "petra_lind@outlook.com"),
        ("petra{-}lind [at] outlook [dot] com", "petra-lind@outlook.com"),
        ("petra nine one at gmail dot com", "petra91@gmail.com"),
        ("petra.lind🐌gmail.com", "petra.lind@gmail.com"),
        ("petra.lind ✉️ gmail•com", "petra.lind@gmail.com"),
        ("petra.lind AT fjordmail DOT net", "petra.lind@fjordmail.net"),
        ("petra (at) fjordmail (dot) net", "petra@fjordmail.net"),
        ("p e t r a @ g m a i l . c o m", "petra@gmail.com"),
        ("petra.lind@gmial.com", "petra.lind@gmail.com"),
        ("petra.lind@gma1l.c0m", "petra.lind@gmail.com"),
        ("petra.lind&#64;fjordmail.net", "petra.lind@fjordmail.net"),
        ("petra*gmail*com", "petra@gmail.com"),
        ("petra.lind arroba gmail punto com", "petra.lind@gmail.com"),
        ("почта petra.lind собака yandex точка ru", "petra.lind@yandex.ru"),
        ("petra88 on gmail", "petra88@gmail.com"),
        ("gmail: petralind1990", "petralind1990@gmail.com"),
        ("yahoo id petra_lind", "petra_lind@yahoo.com"),
        ("send the brief to hello at petralind.com", "hello@petralind.com"),
        ("jörg.groß@büro-müller.de", "jörg.groß@büro-müller.de"),
        ("Schreib an Petra@Büro-Lind.de", "petra@büro-lind.de"),
        ("petra@xn--bro-lind-65a.de", "petra@büro-lind.de"),
        ("petra.lind@gmáil.com", "petra.lind@gmail.com"),
        ("почта petra@лес-лінд.рф", "petra@лес-лінд.рф"),
        ("пиши: petra@студия.рф", "petra@студия.рф"),
    ),
    silent=(
        "look at google.com for the brand colours",
        "works great 👍 outlook.com preview attached",
        "I am @ home",
        "the decorator @property is missing",
        "meet me at noon dot",
        "git@ is no user here",
        "say hello at petralind.com when the site is live",
        "gmail: smtp.port must be 587",
        "gmail: oauth2",
        "yahoo id field_name is empty",
        "5 * 3 * 2",
    ),
)
