"""Links that open an app on the device that reads them, and whom they name there: whatsapp://send?phone=..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.detectors.parts.dialling import e164
from auditor.model.detections import View
from auditor.model.words import Category

_OPENS = re.compile(
    r"(?<![\w.-])(?P<app>whatsapp|viber|tg|telegram|line|upi|venmo|instagram|twitter|snapchat|fb-messenger|paypal)://?(?P<rest>[^\s<>\"'`|]{3,300})"
)
_NUMBER = r"(?P<number>[+ ]?\d{8,15})(?!\w)"
# By the name before the slashes: of what kind it is, and where in the rest somebody is named.
_TELEGRAM = rf"resolve/?\?(?:[^?]{{0,80}}&)?(?:domain=(?P<name>[a-z]\w{{3,31}})|phone={_NUMBER})|msg/?\?(?:[^?]{{0,80}}&)?to={_NUMBER.replace('number', 'to')}|join/?\?invite=(?P<code>[\w-]{{8,40}})"
_NAMED: dict[str, tuple[Category, str, re.Pattern[str]]] = {
    "whatsapp": (Category.MESSENGER, "whatsapp", re.compile(rf"[?&]phone={_NUMBER}")),
    "viber": (
        Category.MESSENGER,
        "viber",
        re.compile(rf"[?&](?:number|contact)={_NUMBER}|[?&]chaturi=(?P<name>[a-z][\w.-]{{3,40}})"),
    ),
    "tg": (Category.MESSENGER, "telegram", re.compile(_TELEGRAM)),
    "telegram": (Category.MESSENGER, "telegram", re.compile(_TELEGRAM)),
    "line": (Category.MESSENGER, "line", re.compile(r"(?:r/)?ti/p/[~@]?(?P<name>[\w.-]{3,40})")),
    "instagram": (Category.SOCIAL, "instagram", re.compile(r"user\?username=(?P<name>[\w.]{3,30})")),
    "twitter": (Category.SOCIAL, "twitter", re.compile(r"user\?screen_name=(?P<name>\w{3,20})")),
    "snapchat": (Category.SOCIAL, "snapchat", re.compile(r"add/(?P<name>[\w.-]{3,20})")),
    "fb-messenger": (Category.MESSENGER, "messenger", re.compile(r"user(?:-thread)?/(?P<name>[\w.]{5,50})")),
    "paypal": (Category.PAYMENT_HANDLE, "paypal", re.compile(r"paypalme/(?P<name>\w{2,40})")),
    "upi": (Category.PAYMENT_HANDLE, "upi", re.compile(r"[?&]pa=(?P<name>[\w.-]{2,60}@[a-z]{2,20})")),
    "venmo": (Category.PAYMENT_HANDLE, "venmo", re.compile(r"[?&]recipients=(?P<name>[\w-]{3,40})")),
}


@dataclass(frozen=True, slots=True)
class DeepLink:
    """One of them at text[start:end]."""

    start: int
    end: int
    category: Category
    kind: str
    handle: str


def deep_links(view: View) -> Iterator[DeepLink]:
    """All of a view that name somebody."""
    for one in _OPENS.finditer(view.text):
        category, kind, named = _NAMED[one["app"]]
        rest = one["rest"].rstrip(".,;:!?)]}»")
        who = named.search(rest)
        if who is None:
            continue
        parts = who.groupdict()
        number = parts.get("number") or parts.get("to")
        if number:
            handle = e164(number.strip("+ "), True, ())
        else:
            # Capitals are a part of a code.
            group = "code" if parts.get("code") else "name"
            first = one.start("rest")
            handle = (view.cased if group == "code" else view.text)[first + who.start(group) : first + who.end(group)]
        if handle:
            yield DeepLink(one.start(), one.start("rest") + len(rest), category, kind, handle)
