"""Links in a view, each with what it leads to: a chat, a profile, a meeting, a wallet, or a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.detectors.parts.deep_links import deep_links
from auditor.detectors.parts.dialling import e164
from auditor.detectors.parts.domains import COUNTRIES, SAFE_ENDINGS, SPOKEN_ENDINGS, endings, true_domain
from auditor.detectors.parts.machine_names import is_of_code
from auditor.detectors.parts.spoken_domains import VISIT, is_spoken
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import View
from auditor.model.words import Category

_LINK = re.compile(
    r"(?<![\w@.\x01-])(?P<scheme>(?:https?|hxxps?|tg|viber|skype|whatsapp|tel|mailto):/{0,2})?(?P<host>[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,6}+)"
    r"(?::\d{2,5})?(?P<path>[/?#][^\s<>\"'`|]*)?"
)
_PATH = re.compile(r"[^\s<>\"'`|]*")
_FILES = frozenset(("py", "md", "sh", "rs", "pl", "cc", "so", "zip", "mov", "ps", "gz", "in", "id", "is", "it", "be", "to", "no", "am", "at", "as", "my", "tf"))  # fmt: skip
_BARE = SAFE_ENDINGS | frozenset(("me", "gle", "ly", "link", "page", "site", "online", "store", "shop", "tech", "studio", "design", "agency", "de", "es", "it", "nl", "eu", "us", "ca", "au", "mx", "ar", "vn", "ph", "cn", "jp", "gg", "bio", "cc", "space", "website", "pro", "work", "works", "team", "media", "digital", "solutions", "cloud", "email", "рф", "срб", "бел", "қаз"))  # fmt: skip
# What stands before the ending of a country where names are sold one step deeper: co.za, com.ng.
_SECOND = frozenset(("co", "com", "org", "net", "edu", "gov", "ac"))
# Names of drawings, which have the ending of Anguilla.
_DRAWN = frozenset(("index", "logo", "logos", "final", "icon", "icons", "file", "files", "banner", "flyer", "poster", "design", "artwork", "vector", "draft", "cover", "label"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """One link: text[start:end]; `host` without www, `path` from the first slash on, and the same in the letters as `written`;
    what it leads to, if special."""

    start: int
    end: int
    host: str
    path: str
    schemed: bool
    spoken_dot: bool
    category: Category
    kind: str | None = None
    handle: str | None = None
    written: str = ""


_MORE_DIGITS = re.compile(r"(?:[ -]?\d{2,5}){1,4}")
_H = r"@?(?P<handle>[\w.+-]{2,64})"
_SPECIAL: tuple[tuple[str, str, Category, str], ...] = (
    (r"wa\.me|api\.whatsapp\.com|web\.whatsapp\.com|wa\.link|whatsapp\.com", r"^/(?:(?:send/?)?\?.{0,40}?phone=|message/)?(?P<handle>[+\w]*)", Category.MESSENGER, "whatsapp"),
    (r"chat\.whatsapp\.com", r"^/(?P<handle>\w+)", Category.MESSENGER, "whatsapp"),
    (r"t\.me|telegram\.me|telegram\.dog|telegram\.org", r"^/(?:s/|joinchat/)?" + _H, Category.MESSENGER, "telegram"),
    (r"signal\.me|signal\.group", r"^/?#?(?:p/|eu/)?(?P<handle>[+\w-]+)", Category.MESSENGER, "signal"),
    (r"m\.me|messenger\.com", r"^/(?:t/)?" + _H, Category.MESSENGER, "messenger"),
    (r"discord\.gg|discord\.com|discordapp\.com", r"^/(?:invite/|users/)?" + _H, Category.MESSENGER, "discord"),
    (r"join\.skype\.com", r"^/(?:invite/)?" + _H, Category.MESSENGER, "skype"),
    (r"line\.me|lin\.ee", r"^/(?:ti/p/|r/)?[~@]?" + _H, Category.MESSENGER, "line"),
    (r"zalo\.me", r"^/" + _H, Category.MESSENGER, "zalo"),
    (r"open\.kakao\.com", r"^/o/" + _H, Category.MESSENGER, "kakaotalk"),
    (r"u\.wechat\.com|weixin\.qq\.com", r"^/" + _H, Category.MESSENGER, "wechat"),
    (r"viber\.me|vb\.me|invite\.viber\.com", r"^/" + _H, Category.MESSENGER, "viber"),
    (r"join\.slack\.com", r"^/t/" + _H, Category.MESSENGER, "slack"),
    (r"icq\.im|icq\.com", r"^/" + _H, Category.MESSENGER, "icq"),
    (r"vk\.me", r"^/" + _H, Category.MESSENGER, "vk"),
    (r"zoom\.us|zoom\.com", r"^/(?:j|my|s|w|meeting)/(?P<handle>[\w.-]+)", Category.MEETING, "zoom"),
    (r"meet\.google\.com", r"^/(?:lookup/)?(?P<handle>[\w-]+)", Category.MEETING, "meet"),
    (r"teams\.microsoft\.com|teams\.live\.com", r"^/(?:l/)?(?:meetup-join|meet)/?(?P<handle>[\w%-]*)", Category.MEETING, "teams"),
    (r"calendly\.com", r"^/" + _H, Category.MEETING, "calendly"),
    (r"cal\.com", r"^/" + _H, Category.MEETING, "cal"),
    (r"(?:tidycal|savvycal|youcanbook|doodle|koalendar|zcal|cronofy|appoint|simplybook)\.(?:com|me|co|ly|it)", r"^/" + _H, Category.MEETING, "scheduling"),
    (r"meetings\.hubspot\.com|calendar\.app\.google|outlook\.office365\.com|bookings\.cloud\.microsoft|app\.acuityscheduling\.com|calendar\.google\.com", r"^/(?:owa/calendar/|calendar/(?:u/\d/)?appointments/)?" + _H, Category.MEETING, "scheduling"),
    (r"whereby\.com|meet\.jit\.si|webex\.com|gotomeet(?:ing)?\.(?:com|me)|join\.me|gather\.town|bluejeans\.com|huddle\.team|livestorm\.co|meet\.zoho\.(?:com|in)|telemost\.yandex\.ru|vc\.feishu\.cn", r"^/" + _H, Category.MEETING, "meeting"),
    (r"linkedin\.com|lnkd\.in", r"^/(?!(?:in|pub|company)/?$)(?:in/|pub/|company/)?" + _H, Category.SOCIAL, "linkedin"),
    (r"instagram\.com|instagr\.am|ig\.me", r"^/(?!p/|reel/|explore)(?:m/)?" + _H, Category.SOCIAL, "instagram"),
    (r"facebook\.com|fb\.com|fb\.me", r"^/(?!sharer|share|watch|docs)(?:profile\.php\?id=)?" + _H, Category.SOCIAL, "facebook"),
    (r"twitter\.com|x\.com", r"^/(?!.{1,40}/status/|intent|share|search|i/)" + _H, Category.SOCIAL, "twitter"),
    (r"tiktok\.com", r"^/(?!.{1,40}/video/)" + _H, Category.SOCIAL, "tiktok"),
    (r"snapchat\.com", r"^/(?:add/)?" + _H, Category.SOCIAL, "snapchat"),
    (r"vk\.com", r"^/(?!wall|video|away)" + _H, Category.SOCIAL, "vk"),
    (r"threads\.net|bsky\.app|mastodon\.social", r"^/(?:profile/)?" + _H, Category.SOCIAL, "social"),
    (r"youtube\.com", r"^/(?:@|c/|channel/|user/)" + _H, Category.SOCIAL, "youtube"),
    (r"linktr\.ee|beacons\.ai|bio\.link|about\.me|carrd\.co|taplink\.cc|lnk\.bio|campsite\.bio|solo\.to|allmylinks\.com|hoo\.be|bento\.me", r"^/" + _H, Category.SOCIAL, "link_hub"),
    (r"meeting\.tencent\.com|voovmeeting\.com|meet\.kakao\.com|dingtalk\.com|meet\.google|room\.sh|chime\.aws|gmeet\.link", r"^/(?:dm/|p/|l/)?" + _H, Category.MEETING, "meeting"),
    (r"send\.monobank\.ua|next\.privat24\.ua|pay\.mercadopago\.com|mpago\.li|nubank\.com\.br|picpay\.me|qr\.nspk\.ru|yoomoney\.ru|tinkoff\.ru|tbank\.ru|boosty\.to|donationalerts\.com|patreon\.com|gcash\.com|pay\.gcash\.com|paytm\.me|upi\.link|bunq\.me|tikkie\.me|vipps\.no|satispay\.com|lydia-app\.com|papara\.com|iyzi\.link|shopier\.com|saweria\.co|trakteer\.id|link\.dana\.id|momo\.vn|qr\.alipay\.com|wave\.com|sendwave\.com|chime\.com|zellepay\.com|enroll\.zellepay\.com|pay\.google\.com|gpay\.app\.goo\.gl|liberapay\.com|plisio\.net|coinbase\.com", r"^/(?:jar/|pay/|collect/|personal/|qr/|rm/|to/|p/)?(?!products?|about|pricing|developers?|docs)" + _H, Category.PAYMENT_HANDLE, "payment_link"),
    (r"paypal\.me|paypal\.com", r"^/(?:paypalme/|ncp/payment/|donate/\?hosted_button_id=)?" + _H, Category.PAYMENT_HANDLE, "paypal"),
    (r"cash\.app|cash\.me", r"^/(?:pay/(?=[$£]))?[$£]?(?P<handle>\w{2,40})", Category.PAYMENT_HANDLE, "cashapp"),
    (r"venmo\.com", r"^/(?:u/|code\?user_id=)?" + _H, Category.PAYMENT_HANDLE, "venmo"),
    (r"revolut\.me", r"^/" + _H, Category.PAYMENT_HANDLE, "revolut"),
    (r"wise\.com", r"^/(?:pay/)?(?:me|business|r)/" + _H, Category.PAYMENT_HANDLE, "wise"),
    (r"buy\.stripe\.com|checkout\.stripe\.com|ko-fi\.com|buymeacoffee\.com|monzo\.me|payoneer\.com|pay\.binance\.com|s\.binance\.com|razorpay\.me|rzp\.io|mpago\.la|link\.mercadopago\.com|nowpayments\.io", r"^/" + _H, Category.PAYMENT_HANDLE, "payment_link"),
)  # fmt: skip
_COMPILED = tuple(
    (re.compile(rf"(?:^|\.)(?:{host})$"), re.compile(path), category, kind) for host, path, category, kind in _SPECIAL
)
_ANY_HOST = re.compile(rf"(?:^|\.)(?:{'|'.join(host for host, *_ in _SPECIAL)})$")
# Behind these stand codes, of which capitals are a part: another letter, another person or a link that leads nowhere.
_CODED = re.compile(
    r"(?:^|\.)(?:chat\.whatsapp\.com/|wa\.link/|wa\.me/message/|(?:t\.me|telegram\.(?:me|dog|org))/(?:\+|joinchat/)|discord\.gg/|discord(?:app)?\.com/invite/|"
    r"signal\.(?:group|me/#eu)/|join\.skype\.com/|lin\.ee/|u\.wechat\.com/|weixin\.qq\.com/|vb\.me/|invite\.viber\.com/|open\.kakao\.com/|join\.slack\.com/|lnkd\.in/|"
    r"calendar\.app\.google/|(?:buy|checkout)\.stripe\.com/|mpago\.l[ai]/|rzp\.io/|gpay\.app\.goo\.gl/|upi\.link/|qr\.|send\.monobank\.ua/|paypal\.com/(?:ncp|donate)/|"
    r"teams\.(?:microsoft|live)\.com/)"
)
# Where the account is a telephone number.
_BY_NUMBER = frozenset(("whatsapp", "signal", "telegram", "viber"))
FEWEST_DIGITS = 8
# Pages of these apps about themselves: documentation, downloads, programming interfaces.
_ABOUT_APP = re.compile(
    r"^/(?:docs?|developers?|api|help|support|download|business|legal|pricing|blog|login|signin|signup|settings|jobs|faq|hc|privacy|terms|oauth2?|checkout|sdk|webapps|bizsignup|us/|en/|gp/|home|webhooks)\b"
)


def links(view: View) -> list[Link]:
    """All links of a view, found once."""
    found = view.memo.get("links")
    if found is None:
        found = view.memo["links"] = [
            link for one in _LINK.finditer(view.text) if (link := _link(view, one)) is not None
        ]
        if "://" in view.text:
            found += [
                Link(one.start, one.end, "", "", True, False, one.category, one.kind, one.handle)
                for one in deep_links(view)
            ]
    return found


def _link(view: View, one: re.Match[str]) -> Link | None:
    host = one["host"].removeprefix("www.")
    if not host.isascii():
        host = ".".join(SPOKEN_ENDINGS.get(label, label) for label in host.split("."))
    whole = (one["path"] or "") + _after_blanks(view, one.end() if one["path"] else len(view.text))
    path = whole.rstrip(".,;:!?)]}»")
    # "/(about)": what was opened in the path is closed in it.
    path += ")" if path.count("(") > path.count(")") and whole.startswith(")", len(path)) else ""
    end = one.end() + len(path) - len(one["path"] or "")
    written = view.cased[end - len(path) : end]
    schemed = bool(one["scheme"]) or one["host"].startswith("www.")
    last = host.rpartition(".")[2]
    if host == "wa.me" and path and (more := _MORE_DIGITS.match(view.text, end)):
        path, end = path + re.sub(r"\D", "", more.group()), more.end()
        written = path
    if last not in endings():
        return None
    dot = one.start("host") + one["host"].rindex(".")
    spoken = bool(view.memo.get("spoken")) and view.is_hidden(dot, dot + 1)
    if view.text[end : end + 1] in ("@", "\x01"):
        return None
    category, kind, handle = _leads_to(host, path, written)
    if category is Category.URL and not schemed and not _is_bare(view, (one.start(), end), host, path, spoken):
        return None
    host = true_domain(view, one.end("host") - len(one["host"].removeprefix("www.")), one.end("host"), host)
    return Link(one.start(), end, host, path, schemed, spoken, category, kind, handle, written)


def _after_blanks(view: View, end: int) -> str:
    """How a path goes on behind blanks that are written as their escape: my%20page.html."""
    more = end
    while view.text[more : more + 1] == " " and view.span(more, more + 1)[1] - view.span(more, more + 1)[0] == len(
        "%20"
    ):
        follows = _PATH.match(view.text, more + 1)
        more = follows.end() if follows is not None else more + 1
    return view.text[end:more]


def _is_bare(view: View, link: tuple[int, int], host: str, path: str, spoken: bool) -> bool:
    """Whether a name without http:// is meant as an address, and is no file or abbreviation."""
    labels = host.split(".")
    last, name = labels[-1], max(labels[:-1], key=len)
    if (len(name) < 2 and not path) or name.isdigit():
        return False
    if last == "ai" and not path and name in _DRAWN:
        return False
    if not spoken:
        if not path and is_of_code(view, *link, labels):
            return False
        if last in _BARE or (len(path) > 2 and last not in _FILES) or (len(labels) > 2 and labels[-2] in _SECOND):
            return True
        # Endings that are words or files too: the name must be told.
        told = VISIT.search(view.text[max(0, link[0] - 16) : link[0]]) is not None
        return len(name) > 2 and len(last) == 2 and (last in COUNTRIES or (told and name not in STOP))
    return is_spoken(view, link, labels, path)


def _leads_to(host: str, path: str, written: str) -> tuple[Category, str | None, str | None]:
    if not path or _ANY_HOST.search(host) is None or _ABOUT_APP.search(path):
        return Category.URL, None, None
    for hosts, paths, category, kind in _COMPILED:
        if hosts.search(host):
            found = paths.search(path)
            if found is not None and found["handle"]:
                name = written[slice(*found.span("handle"))] if _CODED.search(host + path) else found["handle"]
                return category, kind, _account(kind, path, name.strip(".-+"))
    return Category.URL, None, None


def _account(kind: str, path: str, name: str) -> str | None:
    """Whom a link names: a number that can be called in the one form that all numbers have."""
    number = kind in _BY_NUMBER and name.isdigit() and len(name) >= FEWEST_DIGITS
    if number and (kind != "telegram" or "+" in path):
        return e164(name, True, ()) or name
    return name or None


def special(view: View, category: Category) -> list[Link]:
    """Links that lead to something of this category and name it."""
    return [link for link in links(view) if link.category is category]
