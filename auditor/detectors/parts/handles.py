"""Names after (or before) the name of an app: the handle by which somebody is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.detectors.parts.apps import Named
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import View

_LINK_WORDS = r"(?:\s{0,2}(?:(?:is|id|ids|user|username|user name|name|handle|nick|nickname|account|acc|profile|no|number|num|es|e|ist|est|sono|jest|hai|me|at|on|as|under|ni|ko|ay|la|com|aku|saya|gue|gw|ane|ya|minh|em|toi|benim|mera|mere|mi|meu|nya|bende|le|bhai|da|here|:|pe|da|de|den|dan|yaz|tag|key|chave|chiave|clave|clabe|to|addr|address|url|link|contact|my|usuario|usuario es|nome|nom|ник|логин|id是|号|是|账号|帐号|號|ваш|мой|это)\b|[:=—>→(|-]{1,3}|号|是|：|:))"
_AFTER = re.compile(
    rf"(?P<link>{_LINK_WORDS}{{0,5}})\s{{0,3}}(?P<sign>(?:[@$£~]\s?)?)(?P<handle>[a-z0-9\u0400-\u04ff][\w.+-]{{1,40}}(?:#\d{{4}})?)"
)
_LIVE = re.compile(rf"{_LINK_WORDS}{{0,4}}\s{{0,3}}(?P<handle>live\s?:\s?\.?[\w.:-]{{2,40}})")
_BEFORE = re.compile(
    r"(?:(?P<sign>[@$])(?P<handle>[a-z0-9][\w.]{1,40})|(?P<plain>[a-z][\w.]{1,30}(?:[\d_][\w.]{0,12}|#\d{4})))[\s,(/-]{0,3}(?:(?:is|my|on|in|at|via|for|the|en|no|na|em|auf|sur|su|в|на|는|でいい|same|là|on the)\s){0,3}\(?$"
)


@dataclass(frozen=True, slots=True)
class Handle:
    """A handle at text[start:end]; `sure` when a sign or its shape shows that it is one."""

    start: int
    end: int
    name: str


def beside(view: View, app: Named, sign: str = "@", digits: bool = True) -> Handle | None:
    """The handle that belongs to a named app, after it or before it, or None."""
    live = _LIVE.match(view.text, app.end) if app.kind == "skype" else None
    if live is not None:
        return Handle(live.start("handle"), live.end("handle"), re.sub(r"\s", "", live["handle"]).rstrip(".,"))
    after = _AFTER.match(view.text, app.end)
    if after is not None and _is_handle(after["handle"], after["sign"], after["link"], digits):
        name = after["handle"].rstrip(".-+")
        end = after.end("handle") - (len(after["handle"]) - len(name))
        if view.text[end : end + 1] not in ("@", "\x01"):
            return Handle(after.start("sign"), end, name)
    before = _BEFORE.search(view.text, max(0, app.start - 60), app.start)
    if before is not None and before.end() == app.start:
        group = "handle" if before["handle"] else "plain"
        if before[group] not in STOP and view.text[before.start() - 1 : before.start()] not in ("@", ".", "/"):
            return Handle(before.start(), before.end(group), before[group].rstrip("."))
    return None


def _is_handle(name: str, sign: str, link: str, digits: bool) -> bool:
    bare = name.rstrip(".-+")
    if len(bare) < 3 or bare in STOP or ".." in bare or (not digits and not any(one.isalpha() for one in bare)):
        return False
    if sign:
        return True
    if bare.replace("-", "").isdigit():
        return digits and 5 <= len(bare) <= 12
    shaped = any(one.isdigit() or one in "_#" for one in bare) or "." in bare.strip(".")
    told = (
        re.search(r"[:=→>]|\b(?:is|id|user\w*|name|handle|nick\w*|es|ist|est|hai|ник|логин)\b|号|是", link) is not None
    )
    return (
        (
            shaped
            and not re.fullmatch(r"v?\d+(?:\.\d+)+\w{0,3}|\w+\.(?:js|py|php|html|json|css|md|txt|csv|com|io)", bare)
        )
        or (told and ":" in link and len(bare) >= 4)
        or (
            told
            and re.search(r"\b(?:is|id|user\w*|handle|nick\w*)\b|号|是", link) is not None
            and len(bare) >= 5
            and not bare.endswith(("ing", "ed", "ly"))
        )
    )
