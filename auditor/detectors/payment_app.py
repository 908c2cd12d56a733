"""Ways of payment outside a platform, named as the way to pay: apps, wallets, transfers, coins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.detectors.parts.apps import Named, named
from auditor.detectors.parts.nearby import nearby
from auditor.detectors.parts.payments import APPS
from auditor.detectors.parts.speaking import stance_of
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

# Who uses it is a shop, and no one here is to be paid so.
_OURS = re.compile(
    r"\b(?:we|our (?:shop|store|site|app|checkout)|the (?:shop|store|site|app)) (?:already |currently |now |also |only )*(?:uses?|have|has|takes?|accepts?|supports?|offers?|runs?)\b[^.!?;\n]*$"
)
# The name is the beginning of an address: "via dana.k@...".
_OF_ADDRESS = re.compile(r"[._+-]?[\w+-]{0,30}(?:[.][\w+-]{1,30}){0,3}@\w")


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Each name of a way of payment, with how the sentence speaks of it."""
    yield from _as_one_shop(view, [*_said(view)])


def _as_one_shop(view: View, hits: list[Hit]) -> Iterator[Hit]:
    """The same, where a way to pay that "we use" is a mention when the rest of the message speaks of it as work."""
    worked = {hit.kind for hit in hits if hit.stance is Stance.MENTION}
    for hit in hits:
        ours = (
            hit.stance is Stance.OFFER
            and hit.kind in worked
            and _OURS.search(view.text, max(0, hit.start - 60), hit.start)
        )
        yield replace(hit, stance=Stance.MENTION) if ours else hit


def _said(view: View) -> Iterator[Hit]:
    for app in named(view, APPS):
        if view.text[app.end : app.end + 3].startswith((".me", ".co", ".ap")) or view.text[
            max(0, app.start - 1) : app.start
        ] in (".", "/", "@"):
            continue
        if _OF_ADDRESS.match(view.text, app.end):
            continue
        yield from nearby(view, app, _named)


def _named(view: View, app: Named) -> Iterator[Hit]:
    stance = stance_of(view, app, "pay")
    if stance is not None:
        confidence = 0.6 if app.shy else 0.85
        yield Hit(Category.PAYMENT_APP, app.start, app.end, None, app.kind, confidence, not app.plain, stance)


DETECTOR = Detector(
    name="payment_app",
    category=Category.PAYMENT_APP,
    gate=("|".join(app.pattern() for app in APPS),),
    find=find,
    finds=(
        ("can you pay by PayPal?", "paypal"),
        ("p@yp4l works for me", "paypal"),
        ("send it to my Wise", "wise"),
        ("gcash na lang", "gcash"),
        ("manda o pix", "pix"),
        ("ممكن باي بال؟", "paypal"),
        ("I pay you in USDT every week", "usdt"),
        ("the rest by payoneer", "payoneer"),
        ("можно оплата на карту напрямую?", "bank_card"),
        ("переведи на тинькофф", "tinkoff"),
        ("скинь на сбер", "sber"),
        ("скинути на приват24?", "privat24"),
        ("bisa bayar via dana aja kak?", "dana"),
    ),
    silent=(
        "integrate the PayPal checkout button",
        "a wise choice of colours",
        "the stripe webhook returns 400",
        "We use Stripe and PayPal; the PayPal webhook fails",
        "contact me via dana.k@fjordmail.net",
        "Send it via Dana, she has the keys",
        "the zelle icon in the footer is blurred",
        "微信支付接口要升级",
    ),
)
