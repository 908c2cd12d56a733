"""Where money is to be sent: payment links, handles and ids of payment apps, UPI addresses, Pix keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.apps import Named, named, sentence
from auditor.detectors.parts.handles import beside
from auditor.detectors.parts.links import special
from auditor.detectors.parts.payments import APPS
from auditor.lexicons.cues import cue
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category

_UPI_BANKS = (
    "okaxis|okhdfcbank|okicici|oksbi|ybl|ibl|axl|paytm|ptyes|ptaxis|pthdfc|ptsbi|apl|upi|yapl|rapl|axisbank|icici|hdfcbank|sbi|kotak|kaypay|barodampay|cnrb|pnb|indus|federal|"
    "airtel|freecharge|ikwik|jupiteraxis|fam|naviaxis|waicici|waaxis|wahdfcbank|wasbi|timecosmos|yesbank|idfcbank|rbl|unionbank|uboi|postbank|aubank|slice|superyes|abfspay|tapicici"
)
_UPI = re.compile(rf"(?<![\w.@-])(?P<id>[a-z0-9][\w.-]{{1,60}}) ?@ ?(?P<bank>{_UPI_BANKS})\b(?![.-]\w)")
_CASHTAG = re.compile(r"(?<![\w$])\$(?P<tag>[a-z]\w{2,19})\b(?!\s?[({=])")
_NUMBERED = re.compile(r"(?P<id>\+?\d[\d\s-]{6,16}\d)")
_PIX = re.compile(
    r"\b(?:chave pix|pix chave|pix|chave)\b[\s:=-]{0,3}(?:(?:e|eh|is|do|da|no|o|a|meu|minha|aleatoria|cpf|celular|telefone|email|e-mail|chave|key)[\s:=-]{1,3}){0,4}(?P<id>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{3}\.\d{3}\.\d{3}-\d{2}|\+?\d[\d\s().-]{8,16}\d|[\w.+-]{2,40}@[\w.-]{3,40})"
)
_BY_NUMBER = frozenset(
    (
        "gcash",
        "bkash",
        "jazzcash",
        "easypaisa",
        "mpesa",
        "binance",
        "upi",
        "momo",
        "nequi",
        "zelle",
        "qiwi",
        "pix",
        "papara",
        "perfect_money",
        "alipay",
        "interac",
        "paypal",
        "wise",
        "payoneer",
        "venmo",
        "cashapp",
        "revolut",
        "skrill",
    )
)
_BETWEEN = re.compile(
    r"^[\s:=,-]{0,3}(?:(?:is|id|uid|no|number|num|acc|account|to|at|on|pay|wallet|me|my|e|es|ist|est|hai|ko|sa|:|nomor|numero|номер)[\s:=.-]{1,3}){0,5}$"
)
_NO_TAG = frozenset(
    (
        "usd",
        "aud",
        "cad",
        "this",
        "scope",
        "http",
        "path",
        "home",
        "user",
        "name",
        "value",
        "key",
        "row",
        "data",
        "result",
        "request",
        "response",
        "env",
        "router",
        "post",
        "get",
        "server",
        "file",
        "query",
    )
)
_EMAIL = re.compile(
    r"^[\s:=,-]{0,3}(?:(?:is|id|me|to|at|my|account|acc|email|e-mail|address|es|ist|est)[\s:=-]{1,3}){0,4}(?P<id>[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3})"
)


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Payment links, UPI addresses, then what stands beside the name of a payment app."""
    for link in special(view, Category.PAYMENT_HANDLE):
        yield Hit(
            Category.PAYMENT_HANDLE,
            link.start,
            link.end,
            link.handle,
            link.kind,
            0.97,
            link.spoken_dot or view.is_hidden(link.start, link.end),
        )
    for one in _UPI.finditer(view.text):
        yield Hit(
            Category.PAYMENT_HANDLE,
            one.start(),
            one.end(),
            f"{one['id']}@{one['bank']}",
            "upi",
            0.9,
            view.is_hidden(one.start(), one.end()),
        )
    for one in _PIX.finditer(view.text):
        key = one["id"].strip()
        plain = key if "@" in key or len(key) > 30 else re.sub(r"[^\d+]", "", key)
        yield Hit(Category.PAYMENT_HANDLE, one.start("id"), one.end("id"), plain, "pix", 0.9)
    tagged = set()
    for app in named(view, APPS):
        for hit in _beside(view, app.start, app.end, app.kind, app.shy):
            tagged.add(hit.start)
            yield hit
    for one in _CASHTAG.finditer(view.text):
        if (
            one.start() not in tagged
            and one["tag"] not in _NO_TAG
            and re.search(r"cash ?(?:app|one|tag)|\bsend\b|\bpay\b|\bmy tag\b", view.text)
        ):
            yield Hit(Category.PAYMENT_HANDLE, one.start(), one.end(), one["tag"], "cashapp", 0.8)


def _beside(view: View, start: int, end: int, kind: str, shy: bool) -> Iterator[Hit]:
    if view.text[end : end + 2].startswith((".", "@", "_")) and view.text[end + 1 : end + 2].isalnum():
        return  # the beginning of an address or a name, and no app
    if kind in ("bank_transfer", "cash", "apple_pay", "usdt", "crypto"):
        return
    if shy and view.text[start - 1 : start] == "-":
        return  # "performance-wise"
    left, right = sentence(view, start, end)
    number = _NUMBERED.search(view.text, end, min(len(view.text), end + 50))
    if number is not None and kind in _BY_NUMBER and _BETWEEN.match(view.text[end : number.start()]):
        digits = re.sub(r"[^\d+]", "", number["id"])
        if 7 <= len(digits) <= 16 and kind != "pix":
            yield Hit(Category.PAYMENT_HANDLE, number.start(), number.end(), digits, kind, 0.85)
            return
    mail = _EMAIL.match(view.text[end : end + 140])
    if mail is not None and kind != "pix":
        yield Hit(Category.PAYMENT_HANDLE, end + mail.start("id"), end + mail.end("id"), mail["id"], kind, 0.85)
        return
    handle = beside(view, Named(start, end, kind, True, shy), digits=False)
    if handle is not None and shy and handle.name.isalpha() and view.text[handle.start] != "@":
        return  # "wise is dependable": a common word beside a common word
    if (
        handle is not None
        and not cue("work").search(view.text[left:right])
        and view.text[handle.end : handle.end + 1] != "@"
    ):
        yield Hit(Category.PAYMENT_HANDLE, handle.start, handle.end, handle.name, kind, 0.85)


DETECTOR = Detector(
    name="payment_handle",
    category=Category.PAYMENT_HANDLE,
    gate=(
        "|".join(app.pattern() for app in APPS if app.kind not in ("bank_transfer", "cash", "usdt", "crypto")),
        r"@ ?(?:" + _UPI_BANKS + ")",
        r"paypal|cash\.app|cash\.me|venmo\.com|revolut\.me|wise\.com|stripe\.com|ko-fi|buymeacoffee|monzo|payoneer|binance|razorpay|rzp\.io|mpago|mercadopago|nowpayments",
        r"\$[a-z][a-z0-9_][a-z0-9_]",
        r"\bchave\b",
    ),
    find=find,
    finds=(
        ("paypal.me/petralind", "petralind"),
        ("venmo: @petra-lind", "petra-lind"),
        ("upi petra.lind@okaxis", "petra.lind@okaxis"),
        ("$petralind on cash app", "petralind"),
        ("binance id 123450137", "123450137"),
        ("gcash 0917 555 0137", "09175550137"),
        ("chave pix 11955550137", "11955550137"),
        ("my paypal is petra@fjordmail.net", "petra@fjordmail.net"),
    ),
    silent=("echo $path in the shell", "the paypal sandbox needs keys", "price is $500 usd", "the venmo icon is blue"),
)
