"""Numbers that money is sent to: a telephone number of a wallet, an account number of a bank, named beside its name."""

from __future__ import annotations

import re

from auditor.detectors.parts.apps import Named
from auditor.detectors.parts.dialling import dialled
from auditor.detectors.parts.handles import Handle
from auditor.detectors.parts.speaking import stance_of
from auditor.model.detections import View
from auditor.model.words import Stance

_NUMBER = re.compile(r"(?<![\w.@/#-])(?:\+\s?)?(?:\((?=\d{2,4}\)))?\d(?:[\s().-]{0,2}\d){6,18}(?![\w@%])(?!\.\d)")
# Between the name of a wallet and its number stand a few words, and none that makes the number something else.
_OTHER = re.compile(
    r"\d|[\n;?!]|(?<!\bno)\.\s|\b(?:order|invoice|transaction|txn|ref|reference|ticket|case|error|merchant|pedido|factura|fatura|commande|rechnung|id de|session|build|version|budget|price)\b|订单|单号|заказ"
)
# Short numbers of merchants, in wallets of East Africa: "till 522522", "paybill 247247".
_TILL = re.compile(r"^[^\w\n]{0,3}(?:\w+\s){0,2}?(?:till|paybill|pay bill|buy goods|till (?:no|number)|paybill (?:no|number))\W{1,4}(?:(?:no|number)\W{0,3})?(?P<id>\d{5,7})(?![\w.])")  # fmt: skip
NEAR_LETTERS, FAR_LETTERS, DIRECT_LETTERS = 60, 160, 14
FEWEST_DIGITS, MOST_DIGITS = 7, 19
_TILLS = frozenset(("KE", "TZ", "UG", "RW"))


def number_of(view: View, app: Named) -> Handle | None:
    """The number by which an app or bank is paid into, after its name or right before it."""
    if not app.app.by_number:
        return None
    till = _TILL.match(view.text[app.end : app.end + NEAR_LETTERS]) if app.app.dialled in _TILLS else None
    if till is not None:
        return Handle(app.end + till.start("id"), app.end + till.end("id"), till["id"])
    after = _NUMBER.search(view.text, app.end, min(len(view.text), app.end + FAR_LETTERS))
    if after is not None and (found := _after(view, app, after)) is not None:
        return found
    earlier = [*_NUMBER.finditer(view.text, max(0, app.start - 50), app.start)]
    if not earlier or app.app.dialled is None:
        return None
    before = earlier[-1]
    if _OTHER.search(view.text[before.end() : app.start]):
        return None
    if len(view.text[before.end() : app.start]) > 24 or not _is_meant(view, app, before):
        return None
    digits = _plain(before.group())
    known = dialled(digits.lstrip("+"), digits.startswith("+"), (app.app.dialled,), ())
    return Handle(before.start(), before.end(), known) if known else None


def _after(view: View, app: Named, number: re.Match[str]) -> Handle | None:
    between = view.text[app.end : number.start()]
    digits = _plain(number.group())
    plain = digits.lstrip("+")
    if not FEWEST_DIGITS <= len(plain) <= MOST_DIGITS:
        return None
    region = app.app.dialled
    known = (
        dialled(plain, digits.startswith("+"), (region,) if region else (), ()) if region or digits[0] == "+" else None
    )
    if len(between) > NEAR_LETTERS and known is None:
        return None
    if _OTHER.search(between) and not (known and len(between) > DIRECT_LETTERS and not re.search(r"\d", between)):
        return None
    if len(between) > DIRECT_LETTERS and not _is_meant(view, app, number):
        return None
    return Handle(number.start(), number.end(), known or plain)


def _is_meant(view: View, app: Named, number: re.Match[str]) -> bool:
    return stance_of(view, app, "pay", number.span()) in (Stance.OFFER, Stance.REQUEST, Stance.ACCEPT)


def _plain(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)
