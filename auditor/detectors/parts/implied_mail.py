"""Addresses whose provider is only named: "dora.lind bei web.de", "my username is dora_lind and I use gmail"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from auditor.detectors.parts.domains import PROVIDERS, STRONG
from auditor.detectors.parts.ordinary import is_word
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import Hit, View
from auditor.model.words import Category
from auditor.patterns import any_of

NO_LOCAL = frozenset(
    ["look", "me", "us", "this", "is", "it", "available", "hosted", "find", "works", "here", "are", "at", "working", "work", "see", "shop",
     "look", "page", "site", "live", "logged", "contact", "reach", "email", "mail", "arrive", "code", "found", "product", "register",
     "out", "up", "in", "that", "everything", "listed", "stored", "docs", "read", "sign", "you", "them", "him", "her", "repo", "the", "with", "our", "your", "all", "any", "an", "account", "id", "address", "from",
     "to", "for", "on", "domain", "user", "users", "https", "http", "www"]
)  # fmt: skip
_FILE = re.compile(r".*\.(?:[jt]sx?|s?css|py|php|html?|json|pdf|docx?|xlsx?|png|jpe?g|svg|psd|zip)")
_VERSION = re.compile(r"(?:v|ver|version|build|release|phase|step|php|ios|android|windows)\d[\d.]*")
_MAIL = "|".join(STRONG)
# Names of providers in Cyrillic letters, in any case: "на яндексе".
_CYRILLIC = {"яндекс": "yandex", "джимейл": "gmail", "джимэйл": "gmail", "гмейл": "gmail", "жмейл": "gmail", "гугл": "gmail", "рамблер": "rambler", "мейл": "mail", "мэйл": "mail", "майл": "mail"}  # fmt: skip
_CYRILLIC_MAIL = rf"(?:{'|'.join(_CYRILLIC)})(?:е|у|ом|а)?(?:[ .]?ру)?"
_DOT = r"dot|punto|ponto|punkt|point|nokta|kropka|точка|крапка"
_PLACED = r"on|at|en|no|na|em|its|bei|auf|su|sul|sur|chez|presso|di|da|w|pe|op|pa|tren|o|sa|ng|with|mit|con|com|avec|на|у|в|от|з"
_SHAPED = r"(?<![\w@.+-])(?P<local>[a-z][a-z._-]{0,30}\d[\w.-]{0,10}|[a-z]{2,20}[._][\w.]{2,20}?)"
GATE = (
    r"g(?:ee|oogle)?[ .-]?mail|yahoo|hot\.?mail|outlook|icloud|proton|yandex|rediffmail|" + "|".join(_CYRILLIC),
    "|".join(sorted(re.escape(one) for one in set(PROVIDERS.values()) if one not in ("mail.ru", "web.de", "gmail.com")))
    + r"|mail\.ru|web\.de",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    domains = "|".join(sorted((re.escape(one) for one in set(PROVIDERS.values())), key=len, reverse=True))
    # Behind the name of a provider with another ending stands a word for the dot.
    named = rf"(?P<mail>{_MAIL}|g[ .-]mail|google mail|hot\.mail|{_CYRILLIC_MAIL})\b(?!\.[a-z]|\W{{1,3}}(?:{_DOT})\b)"
    placed = rf"\s{{1,2}}[-,(]?\s{{0,2}}(?:(?:is|it'?s|that'?s) me )?(?:(?:{_PLACED})\s(?:the |почте? )?){{1,2}}"
    return (
        re.compile(rf"(?<![^\W_])(?P<all>(?P<local>[a-z][a-z0-9]{{2,30}}(?:_[a-z0-9]{{1,20}}){{0,2}})[_-](?:(?:at|a)[_-])?(?P<mail>{_MAIL})[_-](?:com|net|org|ru|de|fr)(?![^\W_]))"),
        re.compile(rf"(?P<all>(?P<local>[a-z][\w.+-]{{2,40}}?)\s{{0,2}}(?P<at>\bat|@|\x01|arroba|собака|\bet)\s{{0,2}}(?:the )?(?P<mail>{_MAIL}|gee ?mail|g[ .-]mail|google mail)\b(?!\.[a-z]))"),
        re.compile(rf"\b(?:my|mi|meu|mein|mon|mio|il mio|mera) (?P<all>(?P<mail>{_MAIL}|g-?mail|google mail)(?: (?:id|address|is|es|e|ist|est|hai|account)){{0,3}}[ :=-]{{1,3}}(?P<local>[a-z][\w.+-]{{3,40}})(?P<more>(?: [a-z0-9]{{1,20}}){{0,3}}(?![\w@.])){{0,1}})"),
        re.compile(rf"\b(?P<all>(?P<mail>{_MAIL}|google mail)(?:\s(?:id|address|adress|adres|acc|account|username|user)\s?[:=-]?\s{{0,2}}|\s?[:=]\s{{0,2}}|\s-\s)(?!smtp|imap|pop3|oauth|api|web|iphone|android|version|port|error|code|test|step|line)(?P<local>[a-z][a-z.+-]{{2,30}}\d{{1,6}}|[a-z]{{3,20}}[._][a-z][\w.]{{2,20}})(?![\w@/-])(?=\W{{0,3}}$|[,;!?)]|\.\s))"),
        re.compile(rf"(?P<all>(?P<local>[a-z][a-z._-]{{0,30}}\d[\w.-]{{0,10}}|[a-z]{{2,20}}[._][\w.]{{2,20}})\s{{0,2}}[-,(]?\s{{0,2}}(?:on |at |the |en |no |na |its |a ){{0,3}}(?P<mail>{_MAIL}|g\.mail|google mail|hot\.mail)\b(?!\.[a-z]))"),
        re.compile(rf"(?P<all>{_SHAPED}{placed}{named})"),
        re.compile(rf"(?P<all>{_SHAPED}{placed}(?P<mail>{domains})(?![\w.@/-]*\w))"),
        re.compile(rf"\b(?:user ?name|login|nick\w*|usuario|benutzername|identifiant|ник|логин)\b[^.!?\n]{{0,12}}?\s(?P<all>{_SHAPED}[\s,]{{1,3}}(?:and|y|e|et|und|и)\s(?:i use|i'?m on|i am on|uso|j'utilise|(?:ich )?nutze(?: ich)?|на|у меня)\s{named})"),
    )  # fmt: skip


# What readers are to take out of an address, in capitals: dora.lindNOSPAM@...
_MARK = re.compile(
    r"[._-]?(?:NO[-_.]?SPAM|REMOVE[-_.]?(?:THIS|ME)|DELETE[-_.]?(?:THIS|ME)|TAKE[-_.]?THIS[-_.]?OUT|SPAM[-_.]?FREE|ENTFERNEN)(?:[._-](?=[^.]*\.))?"
)


def unmarked(view: View, start: int, end: int) -> str:
    """A part of an address without the mark in capitals that readers are to take out."""
    written = view.cased[start:end]
    bare = _MARK.sub("", written)
    return bare.lower() if bare and bare != written and not bare.isupper() else view.text[start:end]


def implied(view: View) -> Iterator[Hit]:
    """The first address of a text that is told by its name and its provider."""
    if any_of(GATE).search(view.text.encode()) is None:
        return
    for pattern in _patterns():
        for one in pattern.finditer(view.text):
            more = one.groupdict().get("more") or ""
            name, end = _whole(one["local"].strip("._-"), more)
            if name in NO_LOCAL or name in PROVIDERS or _FILE.fullmatch(name) or _VERSION.fullmatch(name):
                continue
            if (
                "at" in one.groupdict()
                and name.isalpha()
                and (name in STOP or is_word(name))
                and not _is_told(view, one)
            ):
                continue  # "our mails get blocked at yahoo"
            if "more" in one.groupdict() and name.isalpha() and (name in STOP or is_word(name)):
                continue  # "my gmail - please look"
            end = one.end("all") - (len(more) - end)
            yield Hit(Category.EMAIL, one.start("all"), end, f"{name}@{_domain(one['mail'])}", None, 0.75, True)
            return


# A word for mail, or one that sends it, right before what could be a word as well.
_TOLD = re.compile(
    r"(?:\b(?:e-?mails?|mails?|correo|adress\w*|address|contact|reach|write|schreib\w*|escrib\w*|scriv\w*|napisz)|почт\w*|адрес\w*)(?:\s?(?:is|es|ist|est|e|me|us|to|at|an|a|[:=-]))*\s*$"
)


def _is_told(view: View, one: re.Match[str]) -> bool:
    return _TOLD.search(view.text[max(0, one.start("all") - 40) : one.start("all")]) is not None or _is_all(view, one)


def _is_all(view: View, one: re.Match[str]) -> bool:
    """Whether a text says nothing else."""
    return not view.text[: one.start("all")].strip() and not view.text[one.end("all") :].strip(" .!")


def _whole(name: str, more: str) -> tuple[str, int]:
    """A name that is written as several words, and how much of `more` belongs to it: "my gmail - dora lind 88"."""
    if not name.isalpha() or not more.strip():
        return name, 0
    parts = list(takewhile(lambda one: one.isdigit() or not (one in STOP or is_word(one)), more.split()))
    if len(parts) < len(more.split()):
        return name, 0
    return name + "".join(parts), len(more)


def _domain(mail: str) -> str:
    if mail in PROVIDERS.values():
        return mail
    known = next((label for name, label in _CYRILLIC.items() if mail.startswith(name)), None)
    label = known or re.sub(r"[ .-]", "", mail).replace("gee", "g").replace("googlemail", "gmail")
    return PROVIDERS.get(label, label)
