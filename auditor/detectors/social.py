"""Social networks: profile links and link hubs, handles, and networks named as the place to find somebody."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.detectors.parts.apps import Named, apps, named
from auditor.detectors.parts.handles import beside, display_name, further
from auditor.detectors.parts.links import special
from auditor.detectors.parts.listed import hosted, others, shared
from auditor.detectors.parts.nearby import nearby
from auditor.detectors.parts.speaking import asked, stance_of
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.stretches import Stretches
from auditor.model.words import Category, Stance

APPS = apps("apps.toml", "social")


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Profile links; then each network's name with a handle, or as the place to talk."""
    linked = Stretches()
    for link in special(view, Category.SOCIAL):
        linked.add(link.start, link.end)
        handle = link.handle if link.kind != "link_hub" else f"{link.host}/{link.handle}"
        yield Hit(
            Category.SOCIAL,
            link.start,
            link.end,
            handle,
            link.kind,
            0.95,
            link.spoken_dot or view.is_hidden(link.start, link.end),
        )
    for host in hosted(view, "@"):
        linked.add(host.start, host.end)
        yield Hit(Category.SOCIAL, host.start, host.end, host.name, "mastodon", 0.9)
    for app in named(view, APPS):
        if linked.meets(app.start, app.end) or view.text[app.end : app.end + 2].startswith((".c", ".m")):
            continue
        yield from nearby(view, app, _around)


def _around(view: View, app: Named) -> Iterator[Hit]:
    hit = _named(view, app)
    if hit is not None:
        yield hit
        yield from asked(view, app, hit.stance)
        handle = beside(view, app, digits=False) if hit.normalized is not None else None
        for one in others(view, handle) if handle is not None else ():
            yield Hit(Category.SOCIAL, one.start, one.end, one.name, app.kind, 0.85, not app.plain, hit.stance)


def _named(view: View, app: Named) -> Hit | None:
    near = beside(view, app, digits=False)
    if near is None and (common := shared(view, app)) is not None:
        stance = stance_of(view, app, "follow", (app.end, common.end))
        if stance is None:
            return None
        return Hit(Category.SOCIAL, app.start, app.end, common.name, app.kind, 0.9, not app.plain, stance)
    near = near or further(view, app) or (None if app.shy else display_name(view, app))
    stance = stance_of(view, app, "follow", (near.start, near.end) if near is not None else None)
    if stance is None or (near is None and app.shy):
        return None
    start, end = (min(app.start, near.start), max(app.end, near.end)) if near is not None else (app.start, app.end)
    if near is not None and stance not in (Stance.MENTION, Stance.DECLINE) and not (app.shy and app.kind == "twitter"):
        return Hit(Category.SOCIAL, start, end, near.name, app.kind, 0.9, not app.plain, stance)
    return Hit(Category.SOCIAL, app.start, app.end, None, app.kind, 0.7, not app.plain, stance)


DETECTOR = Detector(
    name="social",
    category=Category.SOCIAL,
    gate=(
        "|".join(app.pattern() for app in APPS),
        r"@[a-z0-9_.-]{2,31}@[a-z0-9-]{2,30}\.[a-z]",
        r"lnkd|instagr|fb\.|x\.com|snapchat|vk\.com|threads|bsky|mastodon|youtube\.com|linktr|beacons|bio\.link|about\.me|carrd|taplink|lnk\.bio|campsite|solo\.to|allmylinks|hoo\.be|bento",
    ),
    find=find,
    finds=(
        ("my insta is petra.lind", "petra.lind"),
        ("add me https://www.linkedin.com/in/petra-lind", "petra-lind"),
        ("snap: petra_lind", "petra_lind"),
        ("dm me on facebook", "facebook"),
        ("linktr.ee/petralind", "linktr.ee/petralind"),
        ("найди меня в инстаграм @petra_lind", "petra_lind"),
    ),
    silent=(
        "design five instagram posts",
        "add a facebook login button",
        "solve for x = 5",
        "snap the layer to the grid",
        "the linkedin scraper fails",
    ),
)
