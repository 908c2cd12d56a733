"""Messengers: links into them, handles, and their names as the way to talk, in disguise and by nickname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts import numerals
from auditor.detectors.parts.apps import Named, apps, named
from auditor.detectors.parts.handles import Handle, beside, further
from auditor.detectors.parts.links import special
from auditor.detectors.parts.listed import hosted, others, shared
from auditor.detectors.parts.nearby import nearby
from auditor.detectors.parts.speaking import asked, stance_of
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.stretches import Stretches
from auditor.model.words import Category, Stance

APPS = apps("apps.toml", "messenger")
# The number of an account: in digits, perhaps apart, or in Chinese words.
_DIGITS = re.compile(r"\s?(?:号码?|是|id|no|number|[:：]){0,3}\s?(?P<digits>\d(?:[ .-]{0,2}\d){4,11})(?![\w-])")
_SPELT = re.compile(r"\s?(?:号码?|是|[:：]){0,3}\s?$")
# A name of Skype's own form; with nothing but letters it is a command or a setting: live:reload.
_LIVE = re.compile(
    r"(?<![\w/.:-])live:(?P<name>\.cid\.[0-9a-f]{8,20}|(?=[a-z0-9]*[._][a-z0-9._-]*[a-z]{2}|[a-z]{3,30}\d)[a-z0-9][a-z0-9._-]{4,31})(?![\w/:@-])"
)
_NO_NAME = re.compile(r".*\.(?:mp[34]|mov|pdf|png|jpg|html|com|net|org|io|dev|tv|js|ts|css|py|php)")
# Apps in which people are found by a number of the app's own, which is no telephone number.
_NUMBERED = frozenset(("icq", "qq", "discord"))


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Chat links first; then each name, with its handle or with how the sentence speaks of it."""
    linked = Stretches()
    for link in special(view, Category.MESSENGER):
        linked.add(link.start, link.end)
        yield Hit(
            Category.MESSENGER,
            link.start,
            link.end,
            link.handle,
            link.kind,
            0.97,
            link.spoken_dot or view.is_hidden(link.start, link.end),
        )
    for one in _LIVE.finditer(view.text):
        name = one["name"].rstrip(".-_")
        end = one.start("name") + len(name)
        if not _NO_NAME.fullmatch(name) and not linked.meets(one.start(), end):
            linked.add(one.start(), end)
            yield Hit(Category.MESSENGER, one.start(), end, f"live:{name}", "skype", 0.85)
    for host in hosted(view, ":"):
        linked.add(host.start, host.end)
        yield Hit(Category.MESSENGER, host.start, host.end, host.name, "matrix", 0.9)
    for app in named(view, APPS):
        inside_word = view.text[app.end : app.end + 1] == "." and view.text[app.end + 1 : app.end + 2].isalpha()
        if inside_word or linked.meets(app.start, app.start + 1):
            continue
        yield from nearby(view, app, _around)


def _around(view: View, app: Named) -> Iterator[Hit]:
    hit = _named(view, app)
    if hit is not None:
        yield hit
        yield from asked(view, app, hit.stance)
        handle = beside(view, app) if hit.normalized is not None else None
        for one in others(view, handle) if handle is not None else ():
            yield Hit(Category.MESSENGER, one.start, one.end, one.name, app.kind, 0.85, not app.plain, hit.stance)


def _by_number(view: View, app: Named) -> Handle | None:
    if app.kind not in _NUMBERED:
        return None
    one = _DIGITS.match(view.text, app.end)
    if one is not None:
        return Handle(*one.span("digits"), re.sub(r"\D", "", one["digits"]))
    for run in numerals.runs(view.text[app.end : app.end + 24], "zh"):
        if _SPELT.match(view.text[app.end : app.end + run.start]) and 5 <= len(run.digits) <= 12:
            return Handle(app.end + run.start, app.end + run.end, run.digits)
    return None


def _named(view: View, app: Named) -> Hit | None:
    handle = _by_number(view, app) or beside(view, app, digits=app.kind in _NUMBERED)
    if handle is None and (common := shared(view, app)) is not None:
        stance = stance_of(view, app, "talk", (app.end, common.end))
        if stance is None:
            return None
        return Hit(Category.MESSENGER, app.start, app.end, common.name, app.kind, 0.9, not app.plain, stance)
    if handle is not None and app.shy and handle.name.isalpha() and view.text[handle.start] != "@":
        handle = None  # "the signal is noisy": a common word beside a common word
    if handle is None and (not app.shy or stance_of(view, app, "talk") is not None):
        handle = further(view, app)
    place = (handle.start, handle.end) if handle is not None else None
    stance = stance_of(view, app, "talk", place)
    if handle is not None and stance not in (Stance.MENTION, Stance.DECLINE, None):
        start, end = min(app.start, handle.start), max(app.end, handle.end)
        return Hit(Category.MESSENGER, start, end, handle.name, app.kind, 0.95, not app.plain, stance)
    if stance is None:
        return None
    return Hit(Category.MESSENGER, app.start, app.end, None, app.kind, 0.6 if app.shy else 0.85, not app.plain, stance)


DETECTOR = Detector(
    name="messenger",
    category=Category.MESSENGER,
    gate=(
        "|".join(app.pattern() for app in APPS),
        r"@[a-z0-9_.-]{2,31}:[a-z0-9-]{2,30}\.[a-z]",
        r"live:[a-z0-9.]|line:/|fb-messenger|(?:wa|t|m|signal|line|zalo|vk|viber|vb)\.me|lin\.ee|wa\.link|kakao|icq|slack\.com|discordapp|signal\.group|weixin\.qq|invite\.viber",
    ),
    find=find,
    finds=(
        ("message me on Telegram @quick_otter_12", "quick_otter_12"),
        ("whatsapp me", "whatsapp"),
        ("w h a t s a p p me", "whatsapp"),
        ("wh4ts@pp please", "whatsapp"),
        ("ping me on wats app", "whatsapp"),
        ("https://t.me/quick_otter", "quick_otter"),
        ("wa dot me slash 14155550137", "+14155550137"),
        ("https://signal.me/#p/+14155550137", "+14155550137"),
        ("t.me/+AbCdEfGhIjK", "AbCdEfGhIjK"),
        ("https://chat.whatsapp.com/AbCdEf12Gh", "AbCdEf12Gh"),
        ("discord.gg/aBcDe", "aBcDe"),
        ("ᎳhatsApp me", "whatsapp"),
        ("ꓪhatsApp +447911123456", "whatsapp"),
        ("ᗯhatsapp me", "whatsapp"),
        ("Ꭲelegram me @quick_otter_12", "quick_otter_12"),
        ("T.ME/QUICK_OTTER", "quick_otter"),
        ("skype: live:petra_lind", "live:petra_lind"),
        ("evenings are easier, live:petra.lind", "live:petra.lind"),
        ("do you have viber?", "viber"),
        ("me chama no zap", "whatsapp"),
        ("пиши в телегу", "telegram"),
        ("加我微信 petra_88", "petra_88"),
        ("petra#4821 on discord", "petra#4821"),
        ("lets use whatsapp: write to me", "whatsapp"),
        ("telegram: schreib mir", "telegram"),
    ),
    silent=(
        "build a WhatsApp bot for our shop",
        "the whatsapp button overlaps the footer",
        "the telegram bot api returns 429",
        "add a line below the header",
        "npm run live:reload, then live:server2.js",
        "the signal is lost after a minute",
        "imo this looks fine",
        "i zap the cache",
    ),
)
