"""Messengers: links into them, handles, and their names as the way to talk, in disguise and by nickname."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.detectors.parts.apps import App, Named, asked, named, stance_of
from auditor.detectors.parts.handles import beside
from auditor.detectors.parts.links import special
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

APPS = (
    App(
        "whatsapp",
        ("whatsapp", "watsapp", "whatsap", "wattsap", "whatapp", "watsap", "wasap", "guasap", "vatsap", "wassap", "zapzap", "whasap"),
        ("whats ?up app", "wpp", "wsp", "wapp", "ватсап\\w{0,2}", "вотсап\\w{0,2}", "вацап\\w{0,2}", "вотсапп\\w{0,2}", "ватсапп\\w{0,2}", "واتساب", "واتس ?اب", "واتس", "واٹس ?ايپ", "واٹس ?اپ", "व्हाट्सएप", "व्हाट्सऐप", "वॉट्सऐप", "व्हाट्सप",
         "হোয়াটসঅ্যাপ", "হোয়াটসঅ্যাপ", "왓츠앱", "green app", "green messenger", "green one", "green chat", "app (?:starting|that starts|beginning) with (?:a )?w", "w app", "what'?s (?:up|ap|ep|app)(?= (?:me|number|no|group|same|cung))", "app verde", "aplicacion verde", "el verdecito", "verdinho", "zapzinho", "appli verte", "grune app", "grunen app", "зелен\\w{2,3} (?:мессенджер\\w?|приложени\\w|чат\\w?)", "вацапп?\\w{0,2}", "aplikasi hijau", "yesil uygulama", "تطبيق اخضر", "الواتس\\w{0,3}", "الاخضر", "hijau-hijau", "wotsap", "uatsap", "wazap", "whatsaap", "whtsapp", "watapp", "wassup app"),
        ("wa", "zap", "wp(?='?(?: ?den| ?dan| ?tan| uzerin\\w*| ?ye\\b))", "(?:no|al|en|el|mi|tu|su|di|ke|3al|elo) whats"),
    ),
    App(
        "telegram",
        ("telegram", "telegramm", "telegrm", "telegran", "teleg", "telega"),
        ("телеграм\\w{0,3}", "телег[уаие]\\b", "تيليجرام", "تلجرام", "تليجرام", "تيليغرام", "تلغرام", "ٹيليگرام", "टेलीग्राम", "টেলিগ্রাম", "电报", "텔레그램", "(?:blue|paper) ?(?:air)?plane(?: app| one)", "plane app", "app with the (?:blue |paper )?plane", "avion(?:cito)? (?:de papel|azul)", "app del avion\\w*", "aviaozinho(?: azul)?", "avion en papier", "papierflieger", "бумажн\\w{2} самол\\w{2,4}", "самолетик\\w?", "літачок\\w?", "(?:aplikasi )?(?:biru )?(?:yg |yang )?(?:gambar )?pesawat kertas", "biru (?:yg |yang )pesawat", "kagit ucak", "may bay giay", "纸飞机", "紙飛機", "小飞机", "طياره ورقيه", "التلي\\b", "تلي\\b", "телеге", "телеграмм?е?", "telega(?:m|n)?", "telegr4m", "tele ?gram"),
        ("tg", "тг", "tele"),
    ),
    App("signal", (), ("сигнал[еу]?\\b", "signal app", "signal messenger"), ("signal", "s1gnal", "sgnl")),
    App("viber", ("viber",), ("вайбер\\w{0,2}", "вайб\\b", "فايبر", "(?:the )?purple (?:one|app|messenger)"), ()),
    App("skype", ("skype",), ("скайп\\w{0,2}", "سكايب", "skaip", "skipe", "स्काइप", "blue s app"), ()),
    App("wechat", ("weixin", "vechat"), ("we ?chats?", "w[e3]ch[a4@]t", "we[._-]chat", "微信", "威信", "薇信", "微❤", "加v", "加vx", "加个v", "v信", "v❤", "v我", "＋v", "\\+v\\b", "扣v", "卫星号?", "威❤", "绿泡泡", "绿色软件", "绿色聊天", "徽信", "溦信", "巍信", "葳信", "вичат", "위챗"), ("vx", "wx")),
    App("discord", ("discord",), ("дискорд\\w{0,2}", "ديسكورد", "dizcord"), ("disc",)),
    App("line", (), ("line id", "line app", "my line is", "my line :", "add me on line", "ไลน์", "라인 아이디"), ()),
    App("kakaotalk", ("kakaotalk", "kakao"), ("카카오톡", "카톡", "カカオ"), ()),
    App("zalo", ("zalo",), ("da lo", "za lo", "jalo"), ()),
    App("icq", (), ("icq", "аська", "аську"), ()),
    App("qq", (), ("qq", "扣扣", "抠抠", "企鹅号?", "球球号?", "秋秋"), ()),
    App("messenger", (), ("facebook messenger", "fb messenger", "mark z'?s (?:chat|app)", "messenger app", "мессенджер фейсбук\\w?", "ماسنجر"), ("messenger", "msgr")),
    App("imo", (), ("imo app", "imo id", "(?:on|my|your|ur|amar|apnar) imo", "imo (?:number|te|e|pe)", "ايمو", "ইমো"), ()),
    App("imessage", ("imessage",), ("facetime",), ()),
    App("google_chat", (), ("google chat", "gchat", "hangouts?", "google hangouts?"), ()),
    App("slack", (), ("your slack", "my slack", "our (?:own )?slack", "on slack"), ()),
    App("teams", (), ("ms teams", "microsoft teams", "my teams", "your teams", "on teams"), ()),
    App("dingtalk", ("dingtalk",), ("钉钉", "飞书", "feishu"), ()),
    App("threema", ("threema", "wickr"), (), ("session app",)),
    App("botim", ("botim",), (), ()),
    App("max", (), ("мессенджер max", "мессенджере max"), ()),
)  # fmt: skip

# Apps in which people are found by a number of the app's own, which is no telephone number.
_NUMBERED = frozenset(("icq", "qq", "discord"))


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Chat links first; then each name, with its handle or with how the sentence speaks of it."""
    linked = []
    for link in special(view, Category.MESSENGER):
        linked.append((link.start, link.end))
        yield Hit(
            Category.MESSENGER,
            link.start,
            link.end,
            link.handle,
            link.kind,
            0.97,
            link.spoken_dot or view.is_hidden(link.start, link.end),
        )
    for app in named(view, APPS):
        inside_word = view.text[app.end : app.end + 1] == "." and view.text[app.end + 1 : app.end + 2].isalpha()
        if inside_word or any(start <= app.start < end for start, end in linked):
            continue
        hit = _named(view, app)
        if hit is not None:
            yield hit
            yield from asked(view, app, hit.stance)


def _named(view: View, app: Named) -> Hit | None:
    handle = beside(view, app, digits=app.kind in _NUMBERED)
    if handle is not None and app.shy and handle.name.isalpha() and view.text[handle.start] != "@":
        handle = None  # "the signal is noisy": a common word beside a common word
    place = (handle.start, handle.end) if handle is not None else None
    stance = stance_of(view, app, "talk", place)
    if handle is not None and stance not in (Stance.MENTION, Stance.DECLINE):
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
        r"(?:wa|t|m|signal|line|zalo|vk|viber|vb)\.me|lin\.ee|wa\.link|kakao|icq",
    ),
    find=find,
    finds=(
        ("message me on Telegram @quick_otter_12", "quick_otter_12"),
        ("whatsapp me", "whatsapp"),
        ("w h a t s a p p me", "whatsapp"),
        ("wh4ts@pp please", "whatsapp"),
        ("ping me on wats app", "whatsapp"),
        ("https://t.me/quick_otter", "quick_otter"),
        ("wa dot me slash 14155550137", "14155550137"),
        ("skype: live:petra_lind", "live:petra_lind"),
        ("do you have viber?", "viber"),
        ("me chama no zap", "whatsapp"),
        ("пиши в телегу", "telegram"),
        ("加我微信 petra_88", "petra_88"),
        ("petra#4821 on discord", "petra#4821"),
    ),
    silent=(
        "build a WhatsApp bot for our shop",
        "the whatsapp button overlaps the footer",
        "the telegram bot api returns 429",
        "add a line below the header",
        "the signal is lost after a minute",
        "imo this looks fine",
        "i zap the cache",
    ),
)
