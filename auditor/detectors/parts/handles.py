"""Names beside the name of an app: the handle by which somebody is found there, or the name that a profile bears."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.detectors.parts.apps import Named
from auditor.detectors.parts.ordinary import is_word
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import View

_LINK_WORDS = r"(?:\s{0,2}(?:(?:is|id|ids|user|username|user name|name|handle|handle's|nick|nickname|account|acc|profile|no|number|num|es|e|ist|est|c'est|c|sono|jest|hai|me|at|on|as|als|como|come|comme|jako|under|ni|ko|ay|la|com|aku|saya|gue|gw|ane|ya|minh|em|toi|benim|mera|mere|mi|meu|nya|bende|le|bhai|da|here|:|pe|da|de|den|dan|yaz|tag|key|chave|chiave|clave|clabe|to|addr|address|url|link|contact|my|usuario|usuario es|nome|nom|ник|логин|id是|号|是|账号|帐号|號|ваш|мой|мій|это|це|як|как|po|hesabim|cua|hisob|kullanici adi|kullanici|adi|profil|profile|login)\b|'s\b|[:=—>→(|❤♥-]{1,3}|号|是|：|:))"
_AFTER = re.compile(
    rf"(?P<link>{_LINK_WORDS}{{0,5}})\s{{0,3}}(?P<sign>(?:[@$£~]\s?)?)(?P<handle>[a-z0-9\u0400-\u04ff][\w.+-]{{1,40}}(?:#\d{{4}})?)"
)
_LIVE = re.compile(rf"{_LINK_WORDS}{{0,4}}\s{{0,3}}(?P<handle>live\s?:\s?\.?[\w.:-]{{2,40}})")
_BEFORE = re.compile(
    r"(?:(?P<sign>[@$])(?P<handle>[a-z0-9][\w.]{1,40})|(?P<plain>[a-z][\w.]{1,30}(?:[\d_][\w.]{0,12}|#\d{4})))[\s,(/-]{0,3}(?:(?:is|my|on|in|at|via|for|the|en|no|na|em|auf|sur|su|в|на|는|でいい|same|là|on the)\s){0,3}\(?$"
)
# A little further off a handle must look like one: with its sign, or of letters with digits, dots or low lines in them.
_FAR_SIGNED = re.compile(r"(?<![\w@.])@\s?(?P<handle>[a-z0-9][\w.]{2,40})(?![\w@])(?!\.[a-z])")
_FAR_SHAPED = re.compile(
    r"(?<![\w@.$/#:-])(?P<handle>[a-z][a-z0-9]*(?:[._-][a-z0-9]+){1,4}|[a-z]{3,20}\d{1,6}[a-z]{0,6})(?![\w@/=-])(?!\.[a-z])"
)
_FAR_SIGNED_LETTERS, _FAR_SHAPED_LETTERS = 70, 44
_NO_HANDLE = re.compile(
    r"v?\d+(?:\.\d+)+\w{0,3}|\d+x\d+|[\w.-]+\.(?:js|ts|py|php|html?|json|css|md|txt|csv|pdf|docx?|xlsx?|png|jpe?g|gif|svg|psd|ai|zip|mp[34]|mov|com|io|net|org|co|dev|me|ru|de|fr|es|app)|"
    r"(?:e\.g|i\.e|a\.k\.a|p\.s|u\.s|a\.m|p\.m|w\.r\.t|e-mail|t-shirt|x-ray|in-app|check-in|sign-in|opt-in|follow-up|add-on|face-to-face|step-by-step|\w{1,3}-\w{1,3}|mp[34]|h26[45]|utf8|web[23]|php\d|es\d|ipv[46]|iphone\d+|covid19|top\d+|day\d+|part\d+|phase\d+|v\d+|[a-z]+-[a-z]+(?:-v\d{1,3})?|[a-z]+-v\d{1,3})"
)
# A profile may be found by the name that it bears: capitals or quotes, after a comma, a colon or a word like "as".
_DISPLAY_AFTER = re.compile(
    r"^(?:\s?(?:id|page|profile?|pagina|halaman|pe|par|e|te|minh|cua minh|pej|sayfam\w{0,3}|paj\w{0,3}|পেজে?|পেইজে?|में|पर|پر|پہ|يہ)){0,2}(?:\s?[,:;–—-]\s?|\s(?:como|as|als|come|comme|jako|named?|called|namanya|nama|ten|la|under|sous|bajo|под|як|как|sotto|pod|unter|ist|heiss ich|is|es|e|pangalan|ay|adi|ismi|strona nazywa sie|search)\s|\s?(?=[\"“«„'「]))",
)
_DISPLAY = re.compile(
    r"\s{0,2}(?:[\"“«„「](?P<quoted>[^\"”»“」\n]{3,40})[\"”»“」]|(?P<name>[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]{1,18}(?:[ -][A-ZÀ-ÞА-ЯІЇЄҐ0-9][\w'’-]{1,18}){1,3}))"
)
_DISPLAY_BEFORE = re.compile(
    r"(?:^|[\s,])(?P<name>[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]{1,18}(?: [A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]{1,18}){1,3})\s(?:on|en|no|na|em|auf|sur|su|di|sa|в|на|w|tren|pe)\s$"
)


@dataclass(frozen=True, slots=True)
class Handle:
    """A handle at text[start:end]."""

    start: int
    end: int
    name: str


def beside(view: View, app: Named, sign: str = "@", digits: bool = True) -> Handle | None:
    """The handle that belongs to a named app, after it or before it, or None."""
    live = _LIVE.match(view.text, app.end) if app.kind == "skype" else None
    if live is not None:
        return Handle(live.start("handle"), live.end("handle"), re.sub(r"\s", "", live["handle"]).rstrip(".,"))
    after = _AFTER.match(view.text, app.end)
    if after is not None and _is_handle(after, view, app.start, digits):
        name = after["handle"].rstrip(".-+")
        end = after.end("handle") - (len(after["handle"]) - len(name))
        if view.text[end : end + 1] not in ("@", "\x01"):
            return Handle(after.start("sign"), end, name)
    before = _BEFORE.search(view.text, max(0, app.start - 60), app.start)
    if before is not None and before.end() == app.start and (before["handle"] or not app.shy):
        group = "handle" if before["handle"] else "plain"
        beside_ = view.text[before.start() - 1 : before.start()] if before.start() else ""
        glued = beside_ in ("@", ".", "/") or (before["handle"] and beside_.isalnum())
        if before[group] not in STOP and not glued:
            return Handle(before.start(), before.end(group), before[group].rstrip("."))
    return None


def named_by(view: View, start: int, link: str) -> Handle | None:
    """A handle at text[start:] that such words before it give to somebody."""
    one = _NAME.match(view.text, start)
    if one is None or not (one["sign"] or _is_shaped_or_told(one["handle"], link, view.cased, one.start("handle"))):
        return None
    name = one["handle"].rstrip(".-+")
    return Handle(one.start(), one.start("handle") + len(name), name)


def _is_shaped_or_told(name: str, link: str, cased: str, start: int) -> bool:
    bare = name.rstrip(".-+")
    shaped = any(one.isdigit() or one in "_." for one in bare)
    return (shaped and _is_shaped(bare)) or (bool(link.strip()) and len(bare) >= 4 and _is_name(cased, start, bare))


_NAME = re.compile(r"(?P<sign>@?)(?P<handle>[a-z0-9][\w.+-]{1,40})")


def further(view: View, app: Named) -> Handle | None:
    """A handle a few words behind the app, or a few before it: "telegram? sono @x", "search for x_y on discord"."""
    for pattern, reach in ((_FAR_SIGNED, _FAR_SIGNED_LETTERS), (_FAR_SHAPED, _FAR_SHAPED_LETTERS)):
        for one in pattern.finditer(view.text, app.end, min(len(view.text), app.end + reach)):
            if _is_shaped(one["handle"]):
                return Handle(one.start(), one.end(), one["handle"].rstrip("."))
        last = None
        for one in pattern.finditer(view.text, max(0, app.start - 30), app.start) if not app.shy else ():
            # "some_body: whatsapp" speaks to somebody.
            spoken_to = view.text[one.end() : one.end() + 1] in (":", ",")
            last = one if _is_shaped(one["handle"]) and not spoken_to else last
        if last is not None:
            return Handle(last.start(), last.end(), last["handle"].rstrip("."))
    return None


def is_version(name: str) -> bool:
    """Whether a word with digits is what versions, files and forms are called, and nobody: php8, v42."""
    return _NO_HANDLE.fullmatch(name) is not None


def _is_shaped(name: str) -> bool:
    bare = name.rstrip(".")
    return len(bare) >= 4 and bare not in STOP and not _NO_HANDLE.fullmatch(bare) and any(map(str.isalpha, bare))


def display_name(view: View, app: Named) -> Handle | None:
    """The name that a profile bears, where it stands right behind the network or before it."""
    lead = _DISPLAY_AFTER.match(view.text[app.end : app.end + 60])
    if lead is not None:
        one = _DISPLAY.match(view.cased, app.end + lead.end())
        if one is not None:
            group = "quoted" if one["quoted"] else "name"
            return Handle(one.start(group), one.end(group), one[group])
    before = _DISPLAY_BEFORE.search(view.cased, max(0, app.start - 70), app.start)
    if before is not None and before.end() == app.start:
        return Handle(before.start("name"), before.end("name"), before["name"])
    return None


_TOLD = re.compile(r"[:=→>❤♥]|'s\b|\b(?:is|id|user\w*|name|handle|nick\w*|es|ist|est|hai|ник|логин)\b|号|是")
_NAMED_AS = re.compile(r"❤|♥|\b(?:id|user\w*|handle(?:'s)?|nick\w*|kullanici adi)\b|号|是")


# What a handle of letters alone may be followed by in its clause.
_CLAUSE_END, _NEXT = re.compile(r"\s*(?:$|[^\w\s'])"), re.compile(r"\s*(?P<word>[^\W\d_]+)")
_EVERYBODY = frozenset(("everyone", "channel", "here", "all"))


# Who says so names the own name right behind the app.
_I_AM_ON = re.compile(
    r"(?:\b(?:i'?m|i am|im|find me|add me|reach me) on|\bestoy en|\b(?:sou|estou) no|\b(?:bin|findest mich) (?:auf|bei)|\bje suis sur|\bsono su|\bjestem na|(?<!\w)я (?:в|на|у|є в))\s$"
)
_MINE = re.compile(
    r"(?:\b(?:my|mi|meu|minha|mein|mon|mio|mera|meri|moj|moje|amar|aking)|(?<!\w)(?:мой|моя|мій))\s(?:\w{2,12}\s)?$"
)
_GIVES = re.compile(r"[:=→]|->")


def _is_handle(after: re.Match[str], view: View, named_at: int, digits: bool) -> bool:
    name, link = after["handle"], after["link"]
    bare = name.rstrip(".-+")
    if len(bare) < 3 or bare in STOP or ".." in bare or (not digits and not any(one.isalpha() for one in bare)):
        return False
    if after["sign"]:
        return bare not in _EVERYBODY
    if bare.replace("-", "").isdigit():
        return digits and 5 <= len(bare) <= 12
    shaped = any(one.isdigit() or one in "_#" for one in bare) or "." in bare.strip(".")
    if shaped and not _NO_HANDLE.fullmatch(bare):
        return True
    before = view.text[max(0, named_at - 30) : named_at]
    if not link.strip():
        given = len(bare) >= 5 and _I_AM_ON.search(before) is not None
    elif _GIVES.search(link):
        given = len(bare) >= 4
    elif _NAMED_AS.search(link):
        given = len(bare) >= 5
    else:
        # "Is" gives the name of what is one's own; of an app alone it says how it is.
        given = len(bare) >= 4 and _TOLD.search(link) is not None and _MINE.search(before) is not None
    return given and _is_name(view.cased, after.start("handle"), bare)


def _is_name(cased: str, start: int, bare: str) -> bool:
    """Whether letters alone are a name that somebody took, and no word of the work on the app: "Telegram: done"."""
    written = cased[start : start + len(bare)]
    if not written.isascii() or any(is_word(part) for part in bare.split("-") if part):
        return False
    if _CLAUSE_END.match(cased, start + len(bare)):
        return True
    behind = _NEXT.match(cased, start + len(bare))
    if behind is None or behind["word"].lower() in STOP:
        return True
    # Of two names side by side neither is the handle; a word of the language says what the first one does.
    return not (behind["word"][:1].isupper() and written[:1].isupper()) and not is_word(behind["word"].lower())
