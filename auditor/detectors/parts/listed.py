"""Several names or several apps together: "telegram: @a, @b", "ig and snap: a", and names that hold their own host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.apps import Named
from auditor.detectors.parts.handles import Handle, named_by
from auditor.model.detections import View

_LINK = r"(?:\s?[,/&+]\s?|\s(?:and|or|y|e|et|und|oder|и|или|i|ve|dan)\s)"
_NEXT = re.compile(rf"(?:{_LINK}|\s)@(?P<name>[a-z0-9][\w.]{{2,40}})(?![\w@])")
_LAST = re.compile(rf"(?<![\w@.])@(?P<name>[a-z0-9][\w.]{{2,40}})(?:{_LINK}|\s)$")
_APP = (
    r"(?:telegram|tg|whats ?app|wa|insta(?:gram)?|ig|fb|facebook|snap(?:chat)?|discord|dc|skype|viber|tik ?tok|twitter|x|vk|linkedin|signal|line|kik|wechat|threads|youtube|yt|zalo|"
    r"телеграм\w?|тг|инст\w{1,8}|вк|скайп\w?)"
)
# The apps behind the first, and what gives all of them the name that follows.
_APPS = re.compile(
    rf"(?:(?:{_LINK}{_APP}\b){{1,4}}|(?=\s(?:are|both|all|sind|son|same)\b))(?P<link>(?:\s(?:is|are|both|all|es|ist|sind|son|same)\b){{0,3}}\s?[:=-]?)\s?(?=@|[a-z])"
)
MOST = 4
# A name in a network of many hosts: @name@host, @name:host.
_HOSTED = re.compile(
    r"(?<![\w@.])@(?P<name>[a-z0-9_][\w.-]{1,30})(?P<sign>[@:])(?P<host>(?:[a-z0-9-]{2,30}\.){1,3}[a-z]{2,10})(?![\w@/:-])"
)


def others(view: View, handle: Handle) -> Iterator[Handle]:
    """The signed names beside one with its sign."""
    if view.text[handle.start : handle.start + 1] != "@":
        return
    at = handle.end
    for _ in range(MOST):
        one = _NEXT.match(view.text, at)
        if one is None:
            break
        name = one["name"].rstrip(".")
        at = one.start("name") + len(name)
        yield Handle(one.start("name") - 1, at, name)
    at = handle.start
    for _ in range(MOST):
        one = _LAST.search(view.text, max(0, at - 60), at)
        if one is None:
            break
        at = one.start()
        yield Handle(one.start(), one.end("name"), one["name"].rstrip("."))


def shared(view: View, app: Named) -> Handle | None:
    """The name behind a list of apps that begins with this one: "tg, ig and snap: doralind"."""
    list_ = _APPS.match(view.text, app.end)
    return named_by(view, list_.end(), list_["link"]) if list_ is not None else None


def hosted(view: View, sign: str) -> Iterator[Handle]:
    """Names with their host: of Mastodon behind an "@", of Matrix behind a colon."""
    for one in _HOSTED.finditer(view.text):
        if one["sign"] == sign:
            yield Handle(one.start(), one.end(), f"{one['name']}{sign}{one['host']}")
