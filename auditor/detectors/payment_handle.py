"""Where money is to be sent: payment links, handles and ids of payment apps, UPI addresses, Pix keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.br import cpf

from auditor.detectors.parts.accounts import number_of
from auditor.detectors.parts.apps import Named, named
from auditor.detectors.parts.dialling import e164
from auditor.detectors.parts.handles import beside, further
from auditor.detectors.parts.links import special
from auditor.detectors.parts.nearby import nearby
from auditor.detectors.parts.payments import APPS
from auditor.detectors.parts.speaking import stance_of
from auditor.detectors.parts.trying import is_for_tests
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_UPI_BANKS = (
    "okaxis|okhdfcbank|okicici|oksbi|ybl|ibl|axl|paytm|ptyes|ptaxis|pthdfc|ptsbi|apl|upi|yapl|rapl|axisbank|icici|hdfcbank|sbi|kotak|kaypay|barodampay|cnrb|pnb|indus|federal|"
    "airtel|freecharge|ikwik|jupiteraxis|fam|naviaxis|waicici|waaxis|wahdfcbank|wasbi|timecosmos|yesbank|idfcbank|rbl|unionbank|uboi|postbank|aubank|slice|superyes|abfspay|tapicici"
)
_UPI = re.compile(rf"(?<![\w.@-])(?P<id>[a-z0-9][\w.-]{{1,60}}) ?@ ?(?P<bank>(?:{_UPI_BANKS})[a-z]{{0,6}})\b(?![.-]\w)")
# A bank that nobody knows counts where the text says that it is an address of this kind.
_UPI_TOLD = re.compile(r"(?<![\w.@-])(?P<id>[a-z0-9][\w.-]{1,60})[@\x01](?P<bank>[a-z]{2,20})\b(?![.@-]\w)")
_UPI_SPOKEN = re.compile(rf"(?<![\w.@-])(?P<id>[a-z0-9][\w.-]{{1,60}}) (?:at|et) (?P<bank>(?:{_UPI_BANKS}))(?![\w.-])")
_UPI_CUE = re.compile(r"\b(?:upi|vpa|bhim|g ?pay|phone ?pe|paytm|google pay)\b|यूपीआई")
# What gateways take in their test mode.
_TEST_ID = re.compile(r"(?:success|failure|fail|pending|timeout|test)(?:[._-]?\w{0,8})?@(?!ok|ybl|upi)")
# Names of gateways with a number in them, which no handle is.
_GATEWAYS = frozenset(("przelewy24", "przelewy_24", "p24", "dotpay24", "web3pay", "pay360", "pay4later"))
_CASHTAG = re.compile(r"(?<![\w$])\$(?P<tag>[a-z]\w{2,19})\b(?!\s?[({=])")
_CASH_CUE = re.compile(r"cash ?(?:app|one|tag)|\bsend\b|\bpay\b|\bmy tag\b")
_PIX = re.compile(
    r"\b(?:chave pix|pix chave|pix|chave)\b[\s:=-]{0,3}(?:(?:e|eh|is|do|da|no|o|a|de|meu|minha|seu|aleatoria|cpf|cnpj|cel|celular|telefone|tel|zap|email|e-mail|chave|key|pode ser|anota|pra|para|manda)[\s:=,-]{1,3}){0,5}(?P<id>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{3}\.\d{3}\.\d{3}-\d{2}|\+?\d[\d\s().-]{8,16}\d|[\w.+-]{2,40}@[\w.-]{3,40})"
)
# Where money goes to an address or a number, and nobody has a name.
_WITHOUT_NAMES = frozenset(("upi", "zelle", "interac", "western_union", "clabe", "cbu", "mbway", "bizum", "blik"))
_UNNAMED = frozenset(("bank_transfer", "cash", "apple_pay", "usdt", "crypto"))
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
    r"^[\s:=,-]{0,3}(?:(?:(?:is|id|me|to|at|my|account|acc|email|e-mail|mail|correo|address|es|e|c'est|ist|est|su|a|an|auf|po|ko|mo|hai|number|dir|para|pra|hesabim)(?![\w.+@-])|账号|帐号|是|号)[\s:=-]{0,3}){0,4}(?P<id>[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3})"
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
    yield from _keys(view, scope.joined)
    tagged = set()
    for app in named(view, APPS):
        for hit in nearby(view, app, _beside):
            tagged.add(hit.start)
            yield hit
    cued = _CASH_CUE.search(view.text) is not None if "$" in view.text else False
    for one in _CASHTAG.finditer(view.text):
        told = cued or (scope.joined and view.is_hidden(one.start(), one.start() + 1))
        if told and one.start() not in tagged and one["tag"] not in _NO_TAG:
            yield Hit(Category.PAYMENT_HANDLE, one.start(), one.end(), one["tag"], "cashapp", 0.8)


def _keys(view: View, joined: bool) -> Iterator[Hit]:
    """Addresses and keys of India's and Brazil's payments; who says "at" in a message of its own (`joined`) means the sign."""
    found = [*_UPI.finditer(view.text)]
    if not found and joined:
        found = [*_UPI_SPOKEN.finditer(view.text)]
    if not found and _UPI_CUE.search(view.text):
        found = [*_UPI_TOLD.finditer(view.text), *_UPI_SPOKEN.finditer(view.text)]
    for one in found:
        if _TEST_ID.match(one.group()):
            continue
        hidden = view.is_hidden(one.start(), one.end()) or one.re is _UPI_SPOKEN
        yield Hit(Category.PAYMENT_HANDLE, one.start(), one.end(), f"{one['id']}@{one['bank']}", "upi", 0.9, hidden)
    for one in _PIX.finditer(view.text):
        key = one["id"].strip()
        plain = key if "@" in key or len(key) > 30 else re.sub(r"[^\d+]", "", key)
        if "@" not in key and len(key) <= 30 and not cpf.is_valid(plain):
            plain = e164(plain, plain.startswith("+"), ("BR",)) or plain
        yield Hit(Category.PAYMENT_HANDLE, one.start("id"), one.end("id"), plain, "pix", 0.9)


def _beside(view: View, app: Named) -> Iterator[Hit]:
    start, end, kind, shy = app.start, app.end, app.kind, app.shy
    if view.text[end : end + 2].startswith((".", "@", "_")) and view.text[end + 1 : end + 2].isalnum():
        return  # the beginning of an address or a name, and no app
    if kind in _UNNAMED or (shy and view.text[start - 1 : start] == "-"):  # "performance-wise"
        return
    number = number_of(view, app)
    if number is not None and is_for_tests(view.text, number.name, view.text[max(0, number.start - 40) : number.start]):
        return
    if number is not None and kind != "pix":
        yield Hit(Category.PAYMENT_HANDLE, number.start, number.end, number.name, kind, 0.85)
        return
    mail = _EMAIL.match(view.text[end : end + 140])
    if mail is not None and kind != "pix":
        yield Hit(Category.PAYMENT_HANDLE, end + mail.start("id"), end + mail.end("id"), mail["id"], kind, 0.85)
        return
    handle = beside(view, app, digits=False)
    if handle is None and not shy:
        handle = further(view, app)
    if handle is None or (shy and handle.name.isalpha() and view.text[handle.start] != "@"):
        return  # "wise is dependable": a common word beside a common word
    if handle.name in _GATEWAYS or (kind in _WITHOUT_NAMES and "@" not in handle.name):
        return
    meant = stance_of(view, app, "pay", (handle.start, handle.end)) not in (Stance.MENTION, Stance.DECLINE, None)
    if meant and view.text[handle.end : handle.end + 1] not in ("@", WEAK):
        yield Hit(Category.PAYMENT_HANDLE, handle.start, handle.end, handle.name, kind, 0.85)


WEAK = "\x01"


DETECTOR = Detector(
    name="payment_handle",
    category=Category.PAYMENT_HANDLE,
    gate=(
        "|".join(app.pattern() for app in APPS if app.kind not in _UNNAMED),
        r"(?:@ ?|\b[ae]t )(?:" + _UPI_BANKS + ")",
        r"monobank|privat24|patreon|boosty|saweria|tikkie|bunq|vipps|wave\.com|coinbase|chime|qr\.|yoomoney|tinkoff|tbank|picpay|nubank|shopier|iyzi|trakteer|dana\.id|momo\.vn|liberapay|donationalerts|upi\.link|gpay|pay\.google|zellepay|satispay|lydia|papara|gcash|paytm|plisio",
        r"paypal|cash\.app|cash\.me|venmo\.com|revolut\.me|wise\.com|stripe\.com|ko-fi|buymeacoffee|monzo|payoneer|binance|razorpay|rzp\.io|mpago|mercadopago|nowpayments",
        r"\$[a-z][a-z0-9_][a-z0-9_]",
        r"\bchave\b",
    ),
    find=find,
    finds=(
        ("paypal.me/petralind", "petralind"),
        ("venmo: @petra-lind", "petra-lind"),
        ("paypal to ana.pay@petralind.net", "ana.pay@petralind.net"),
        ("paypal to en.lee@petralind.net", "en.lee@petralind.net"),
        ("upi petra.lind@okaxis", "petra.lind@okaxis"),
        ("$petralind on cash app", "petralind"),
        ("upi kar dena: petra77 at okhdfcbank", "petra77@okhdfcbank"),
        ("binance id 123450137", "123450137"),
        ("gcash 0917 555 0137", "+639175550137"),
        ("M-Pesa 0712345678", "+254712345678"),
        ("mpesa till 522522", "522522"),
        ("send mpesa to 254712345678", "+254712345678"),
        ("pix: 123.456.789-09", "12345678909"),
        ("chave pix 11955550137", "+5511955550137"),
        ("my upi is petra.lind@okfjord", "petra.lind@okfjord"),
        ("transfer ke BCA 7310458826 ya", "7310458826"),
        ("my paypal is petra@fjordmail.net", "petra@fjordmail.net"),
    ),
    silent=(
        "echo $path in the shell",
        "the paypal sandbox needs keys",
        "price is $500 usd",
        "the venmo icon is blue",
        "the mpesa till page takes 20000 requests",
        "blik w sklepie przez Przelewy24",
        "upi test id success@razorpay",
    ),
)
