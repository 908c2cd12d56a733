"""Names of attached files, which stand as lines below a text: read as people mean them, not as file systems want them.

Underscores stand for the blanks and slashes that a name may not have, and the ending hides what stands before it. Each
letter is replaced by one letter, so that all keep their offsets.
"""

from __future__ import annotations

import re

from auditor.detectors.parts.ordinary import is_word

ENDINGS = (
    "pdf|docx?|odt|rtf|pages|txt|md|xlsx?|ods|csv|pptx?|key|png|jpe?g|gif|webp|bmp|tiff?|svg|heic|psd|ai|eps|fig|sketch|xd|"
    "mp[34]|m4a|wav|ogg|opus|mov|avi|mkv|webm|zip|rar|7z|tar|gz|html?|json|xml|vcf|ics|eml"
)
# For Rust and Python alike: a text in which some line below the first is the name of a file.
GATE = rf"\n[^\n]{{1,120}}\.(?i:{ENDINGS})\s*(?:\n|$)"
_LINE = re.compile(rf"(?<=\n)(?P<name>[^\n]{{1,120}}?)(?P<ending>(?:\.(?:{ENDINGS})){{1,2}})[^\S\n]*$", re.M)
# Words before an address that are no part of it: contact-mara@..., email_mara@...
_LEAD = re.compile(
    r"(?:^|(?<=[_\s-]))(?:e-?mail|mail|contact|kontakt|contacto|contato|write|reach|me|my|to|at|cv|resume|portfolio|correo|pochta)[_-]"
)
_NUMBER = re.compile(r"(?<=[^\W\d_])-(?=\+?\d)")
# The slash of a link is one of the signs that a name may have. Names of Telegram have low lines in them, others have none.
_LINK = re.compile(
    r"\b(?:(?P<app>(?:t|wa|m|vk|zalo|paypal|revolut|monzo|signal|line|viber)\.me)|cash\.app|linktr\.ee)(?P<slash>[_-])(?P<name>[a-z\d]{1,40}(?P<more>(?:_[a-z\d]{1,30}){0,3}))"
)
# An app and the name that somebody has there: telegram-doralind.
_ON_APP = re.compile(
    r"(?:my[_-])?(?:telegram|tg|skype|insta(?:gram)?|snap(?:chat)?|discord|wechat|viber|kik|facebook|fb|tiktok|vk|venmo|paypal|cashapp|revolut)(?P<gap>[_-])(?P<name>[a-z]{4,30}(?:_[a-z]{2,20}){0,2})\d{0,6}(?P<rest>(?:-(?:[a-z]{2,20}|v?\d{1,3})){0,3})"
)
_VERSION = re.compile(r"(?:v?\d{1,3})?")
# The moment at which a machine named a picture or a recording is no number of anybody's.
_MOMENT = re.compile(r"(?<!\d)(?:19|20)\d{6}(?P<low>_)\d{6}")


# What apps call their own files, and people their notes of a call, is no way to reach anybody.
_MADE = re.compile(
    r"\b(?:whatsapp|telegram|skype|zoom|viber|signal)(?P<gap>[ _-])"
    r"(?:images?|videos?|audios?|ptt|voice|documents?|animated|stickers?|photos?|(?:call|chat)[ _-](?:notes?|logs?|record\w*|transcript\w*|minutes|summary|history|export)|20\d\d-\d\d-\d\d)(?![a-z\d])"
)


def eased(text: str) -> dict[int, str]:
    """What stands for which character of a folded text, by place; nothing where no line is the name of a file."""
    edits: dict[int, str] = {}
    for one in _LINE.finditer(text) if "\n" in text else ():
        start = one.start()
        edits.update((start + at, new) for at, new in _meant(one["name"]).items())
        # A sign that no value has in it keeps what stands before it apart from the line below.
        edits.update((at, "&" if at == one.start("ending") + 1 else " ") for at in range(*one.span("ending")))
    return edits


def _meant(name: str) -> dict[int, str]:
    links = [one for one in _LINK.finditer(name) if not all(map(_says_nothing, one["name"].split("_")))]
    slashes = {one.start("slash"): "/" for one in links}
    made = {one.start("gap"): "_" for one in _MADE.finditer(name)}
    on_app = _ON_APP.fullmatch(name)
    if (
        on_app is not None
        and not any(map(is_word, on_app["name"].split("_")))
        and all(map(_says_nothing, on_app["rest"][1:].split("-")))
    ):
        rest = {at: " " for at in range(*on_app.span("rest")) if name[at] == "-"}
        return {on_app.start("gap"): ":", **slashes, **made, **rest}
    dashes = {one.start(): " " for one in _NUMBER.finditer(name)}
    if " " in name:
        return {**slashes, **made}  # whoever writes blanks means what else is there
    moments = {one.start("low"): "&" for one in _MOMENT.finditer(name)}
    kept = _in_names(name).union(*map(_in_link, links))
    blanks = {at: " " for at, sign in enumerate(name) if sign == "_" and at not in kept}
    leads = {one.end() - 1: " " for one in _LEAD.finditer(name)} if "@" in name else {}
    return {**dashes, **blanks, **leads, **slashes, **moments, **made}


def _says_nothing(part: str) -> bool:
    """Whether a part of the name of a file, if anything, is a word or a version: final, v2."""
    return is_word(part) or _VERSION.fullmatch(part) is not None


def _in_link(link: re.Match[str]) -> set[int]:
    """The underscores of a name of Telegram, up to the first word that says what is in the file."""
    if link["app"] != "t.me":
        return set()
    kept: set[int] = set()
    at = link.start("more")
    for part in link["more"].split("_")[1:]:
        if is_word(part):
            break
        kept.add(at)
        at += 1 + len(part)
    return kept


def _in_names(name: str) -> set[int]:
    """The underscores of a handle behind an at sign, and of an address before one."""
    at = name.find("@")
    if at < 0:
        return set()
    if at == 0 or name[at - 1] in "_-":
        return {place for place in range(at, len(name)) if name[place] == "_"}
    leads = [one.end() for one in _LEAD.finditer(name, 0, at)]
    return {place for place in range(leads[-1] if leads else 0, at) if name[place] == "_"}
