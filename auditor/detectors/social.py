"""Social networks: profile links and link hubs, handles, and networks named as the place to find somebody."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.detectors.parts.apps import Named, apps, named
from auditor.detectors.parts.handles import beside, display_name, further
from auditor.detectors.parts.links import special
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
    for app in named(view, APPS):
        if linked.meets(app.start, app.start + 1) or view.text[app.end : app.end + 2].startswith((".c", ".m")):
            continue
        yield from nearby(view, app, _around)


def _around(view: View, app: Named) -> Iterator[Hit]:
    hit = _named(view, app)
    if hit is not None:
        yield hit
        yield from asked(view, app, hit.stance)


def _named(view: View, app: Named) -> Hit | None:
    near = beside(view, app, digits=False) or further(view, app) or (None if app.shy else display_name(view, app))
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
