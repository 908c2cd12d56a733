"""Social networks: profile links and link hubs, handles, and networks named as the place to find somebody."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.detectors.parts.apps import App, asked, named, stance_of
from auditor.detectors.parts.handles import beside
from auditor.detectors.parts.links import special
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

APPS = (
    App("instagram", ("instagram", "instagrm"), ("insta(?:dan|da|m|s|gramm)?", "инстаграм\\w{0,2}", "инст[аеуы]\\b", "инсту", "انستا\\w{0,3}", "انستقرام", "इंस्टा\\w{0,4}", "ইনস্টা\\w{0,3}", "photo app", "the gram", "inst(?:e|u|y|a)\\b", "инстаграмм?\\w{0,2}", "camera app", "ins号", "小红书号?"), ("ig",)),
    App("facebook", ("facebook", "facebok"), ("face book", "fbook", "blue f\\b", "facebuk", "facebok", "الفيس\\w{0,2}", "фб\\b", "脸书", "face(?= (?:id|profile|name))", "фейсбук\\w{0,2}", "فيسبوك", "फेसबुक", "ফেসবুক"), ("fb",)),
    App("linkedin", ("linkedin", "linkdin"), ("линкедин\\w{0,2}", "لينكد ?ان", "network for professionals", "professional network", "(?:little )?blue in(?: square)?\\b", "blue one for (?:work|business|jobs)",  "領英", "领英"), ("li", "in profile")),
    App("twitter", ("twitter",), ("твиттер\\w{0,2}", "تويتر", "the bird app", "the blue bird", "(?:my|on) x(?= (?:handle|account|profile|is|as|@)|:)"), ()),
    App("tiktok", ("tiktok",), ("тик ?ток\\w{0,2}", "抖音"), ()),
    App("snapchat", ("snapchat",), ("ghost app", "(?:the )?(?:yellow )?ghost(?: one| app)", "fantome jaune", "appli fantome", "سناب\\w{0,3}", "снапчат\\w{0,2}"), ("snap",)),
    App("vk", (), ("вконтакт\\w{0,2}", "вк\\b", "vkontakte"), ("vk",)),
    App("weibo", ("weibo",), ("微博", "小红书", "xiaohongshu"), ()),
    App("reddit", ("reddit",), (), ()),
)  # fmt: skip


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Profile links; then each network's name with a handle, or as the place to talk."""
    linked = []
    for link in special(view, Category.SOCIAL):
        linked.append((link.start, link.end))
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
        if any(start <= app.start < end for start, end in linked) or view.text[app.end : app.end + 2].startswith(
            (".c", ".m")
        ):
            continue
        near = beside(view, app, digits=False)
        stance = stance_of(view, app, "talk", (near.start, near.end) if near is not None else None)
        if (
            near is not None
            and stance not in (Stance.MENTION, Stance.DECLINE)
            and not (app.shy and app.kind == "twitter")
        ):
            yield Hit(
                Category.SOCIAL,
                min(app.start, near.start),
                max(app.end, near.end),
                near.name,
                app.kind,
                0.9,
                not app.plain,
                stance,
            )
        elif stance is not None and not app.shy:
            yield Hit(Category.SOCIAL, app.start, app.end, None, app.kind, 0.7, not app.plain, stance)
        else:
            continue
        yield from asked(view, app, stance)


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
