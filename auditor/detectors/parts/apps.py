"""Apps by name, nickname and disguise, and whether a sentence names one as a way to talk or to pay, or as work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from auditor.detectors.parts.others import of_others
from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance

_SEPARATOR = r"[ .*_~-]?"
_LEET = {"a": "[a4@]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s5$]", "t": "[t7]", "l": "[l1]", "g": "[g9]"}


@dataclass(frozen=True, slots=True)
class App:
    """One app: `names` are matched through spacing and leet, `exact` as they stand (both over folded text).

    `shy` names are ordinary words as well, or two letters: they count only with a cue or a handle.
    """

    kind: str
    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    shy: tuple[str, ...] = ()

    def pattern(self) -> str:
        """One regular expression for all names, in the syntax common to Python and Rust."""
        ascii_words = [*map(tolerant, self.names), *(one for one in self.exact if one.isascii())]
        others = [one for one in (*self.exact, *self.shy) if not one.isascii()]
        shy = [one for one in self.shy if one.isascii()]
        # ASCII boundaries: between Chinese characters and a Latin name there is one as well.
        words = [rf"(?a:\b)(?:{'|'.join([*ascii_words, *shy])})(?a:\b)"] if ascii_words or shy else []
        return "|".join([*words, *others])


def tolerant(name: str) -> str:
    """A pattern for a name with a separator anywhere, doubled letters and leet: w.h.a.t.s app, p@yp4l."""
    return _SEPARATOR.join(_LEET.get(letter, letter) + "{1,2}" for letter in name)


@dataclass(frozen=True, slots=True)
class Named:
    """An app named at text[start:end]; `plain` when it is written as usual, `shy` when the word may mean another."""

    start: int
    end: int
    kind: str
    plain: bool
    shy: bool


@cache
def _compiled(app: App) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str]]:
    shy = re.compile("|".join(app.shy)) if app.shy else None
    usual = re.compile("|".join(f"(?:{one})" for one in (*(name + "s?" for name in app.names), *app.exact, *app.shy)))
    return re.compile(app.pattern()), shy, usual


def named(view: View, apps: Iterable[App]) -> Iterator[Named]:
    """Every place where one of the apps is named."""
    for app in apps:
        pattern, shy, usual = _compiled(app)
        for one in pattern.finditer(view.text):
            written = one.group()
            modest = shy is not None and shy.fullmatch(written) is not None
            usually = usual.fullmatch(written) or usual.fullmatch(written.replace(" ", "", 1)) or not written.isascii()
            plain = bool(usually) and not view.is_hidden(one.start(), one.end())
            yield Named(one.start(), one.end(), app.kind, plain, modest)


WORK = re.compile(
    r"\b(?:running|versions?|[0-9]+\.[0-9]{2}|64 ?bit|irc|msn|aim|pidgin|gaim|apt-get|install\w*|uninstall\w*|downloads?|ubuntu|linux|packages?|drivers?|codecs?|webcam|microphone|sound ?card|bots?|chat ?bots?|api|apis|sdk|integrat\w+|plug-?ins?|widgets?|buttons?|icons?|logos?|webhooks?|checkout|gateways?|clone|channels?|stickers?|automat\w+|scrap\w+|"
    r"marketing|ads|campaigns?|newsletter|module|feature|features|implement\w*|develop\w*|build|building|built|code|coding|library|oauth|log-?in with|sign-?in|auth\w*|template|templates|"
    r"notifications?|footer|header|page|pages|website|site|store|shop|shopify|woocommerce|wordpress|component|test|tests|testing|sandbox|export|exports|import|importer|csv|dashboard|docs|"
    r"documentation|mockups?|figma|design|landing|embed\w*|share buttons?|preview|previews|link previews|open graph|server|deploy\w*|script|parser|statement|statements|refunds? flow|endpoint|"
    r"integra\w*|boton|botao|bouton|schaltflache|knopf|tienda|loja|boutique|seite|pagina|sitio|desarroll\w+|desenvolv\w+|entwick\w+|developp\w+|butonu?|entegr\w+|ikonu?|eklenti|sayfa\w*|przycisk|wtyczk\w+|"
    r"tombol|fitur|buat bot|nut|tich hop|banana|gumb|pulsante|bottone|plugin|modulo|catalogo|carousel|carrusel|post|posts|reels|caption|followers|seguidores|users?|customers?|clients'|"
    r"tutorial|course|backend|frontend|database|table|column|field|screen|app store|release|bug|crash\w*|error|errors|fails?|broken|transactions? report|accounting|reconcil\w+|"
    r"policy|policies|rules|terms|tos|audience|influencer\w*|brand|company|companies|competitor\w*|case stud\w+|business api|cloud api)\b"
    r"|бот[аоуы]?\b|ботов|кнопк\w*|иконк\w*|интегра\w*|сайт\w*|плагин\w*|виджет\w*|магазин\w*|оплат\w+ через апи|модул\w*|разработ\w*|вёрстк|канал\w*|скрипт\w*|парсер\w*|футер\w*|розробк\w*|інтегра\w*|додати|додаток"
    r"|按钮|接口|机器人|小程序|公众号|集成|对接|开发|图标|网站|升级|插件|功能|بوت|زر|ايقونه|تطبيق|موقع|ربط|متجر|برمجه|बॉट|बटन|वेबसाइट|ऐप बना|এপিআই|বট|বাটন|ওয়েবসাইট|ボタン|봇|버튼"
)
_ME = r"(?:me|us|my|mine|mi|meu|minha|mein\w*|mon|ma|mio|mia|mera|mere|meri|amar|ako|akin|saya|aku|gw|gue|minh|toi|benim|bana|mnie|moj|moje)"
TALK = re.compile(
    r"\b(?:japri|chattan|konusalim|konusabilir\w*|gorusebilir\w*|gorus\w*|chatan|calling|reachable|kontak|inbox me|inbox|(?:message|msg|text|ping|dm|pm|add|hit|contact|reach|find|call|write|buzz|catch|holler|hmu|inbox|drop|tell|send|reply|join|invite|poke|knock|nock) (?:me|us|him|her|my)|i am on|i'?m on|im on|we'?re on|"
    r"hmu|hit me up|let'?s (?:talk|chat|move|continue|switch|use|go|connect|discuss|do|meet|take|hop|jump|speak)|lets (?:talk|chat|move|continue|switch|use|go|connect|discuss|do|meet|take|hop|jump|speak)|(?:talk|chat|speak|continue|move|switch|connect|discuss|contact|reach|available|reachable|prefer|faster|easier|better|quicker|message|msg|call|calls|text|ping|dm) "
    r"(?:to |over |on |via |in |by |through |using |with |at |there |it |this |things |you |outside |off ){0,3}|same (?:name|number|username|handle|nick|id)|number|username|handle|same on|find my|search my|"
    r"escrib\w+|escrev\w+|habl\w+|llam\w+|chama|chame|chamar|conversar|conversamos|agreg\w+|adicion\w+|contact\w+|mand\w+|manda|pasa\w*|passe|passa|fala\w*|falar|fale|ecri\w+|parl\w+|ajoute\w*|rejoi\w+|schreib\w*|meld\w*|erreich\w*|scriv\w+|sentiamoci|aggiung\w+|"
    r"napisz|pisz|dodaj|odezwij|yaz|yazin|yazabilir\w*|ekle|ulas\w*|konusalim|karo|karein|kar do|kariye|baat|bhejo|likho|pe aao|par aao|pe msg|usap|tayo|chat tayo|hubungi|kontak|japri|chat di|lewat|nhan tin|ket ban|lien he|kb|add (?:skype|zalo|viber)|knock|den|din|dao|dite|kalemni|kallemni|kalimni|3al|nsalo|me no|me on|(?:here is|here'?s|this is|take|have|use|see|with|and|or|as on|check|note) my|mera|benim)\b"
    r"|пиши\w*|пишем|напиши\w*|добав\w*|давай\w*|перейд\w*|звон\w*|связ\w*|общ\w*|мой\b|моя\b|стук\w*|в личк\w*|найд\w*|спис\w*|пообща\w*|додай\w*|зв'яж\w*|спілк\w*|мій\b|есть\b"
    r"|加我|加个|加一下|联系|聊|找我|发我|我的|加|تواصل|كلمني|راسلني|ارسل|ضيفني|رابطه|رابطہ|رقمي|حسابي|كريں|करो|करें|कीजिए|भेजो|मेरा|मुझे|নক|দেন|যোগাযোগ|করুন|আমার|추가|연락|追加|連絡|แอด|ทัก"
)
STRONG_TALK = re.compile(
    r"\b(?:(?:message|msg|text|ping|dm|pm|add|hit|contact|reach|find|call|write|buzz|knock|catch) (?:me|us)(?: up)?|hmu|hit me up|let'?s (?:talk|chat|move|continue|switch|connect|hop|jump|speak)|lets (?:talk|chat|move|continue|switch|connect|hop|jump|speak)|i am on|i'?m on|"
    r"(?:my|mi|meu|mein|mon) (?:whatsapp|telegram|skype|viber|wechat|discord|signal|insta|instagram|linkedin|facebook|snap|zalo|tg|wa)(?: (?:is|number|id|handle|username|es|e|ist|est)\b|[:=])|"
    r"escribeme|llamame|agregame|me chama|me add|ecris moi|schreib mir|napisz do mnie|bana yaz)\b|пиши мне|напиши мне|напишите мне|добавь меня|加我|كلمني|راسلني"
)
ASK = re.compile(
    r"\b(?:do (?:you|u|ya) (?:have|use|got)|have you got|you have|u have|got|(?:are|r) (?:you|u) on|what'?s your|whats your|what is your|whats ur|what'?s ur|your|ur|can i (?:have|get)|could i (?:have|get)|may i have|share your|send (?:me )?your|give me your|drop your|is there|"
    r"tienes|tenes|tiene|tu|su|cual es|me pasas|pasame|voce tem|vc tem|tem|seu|qual|as tu|avez vous|vous avez|t'as|ton|votre|hast du|haben sie|dein\w*|ihr\w*|hai il|ce l'hai|il tuo|masz|twoj\w*|"
    r"var mi|varmi|senin|numaran|kya|apka|aapka|apna|aapke|tumhara|meron ka|may|ano|ada|punya|minta|ban co|cho minh|xin|tomar|apnar)\b|есть|твой|ваш\w*|дай\w*|скин\w*|маєш|твій|有吗|有没有|你的|你有|能加|هل|عندك|ممكن|رقمك|آپ|اپنا|क्या|आपका|अपना|আপনার|আছে|있|お持ち"
)
PAY = re.compile(
    r"\b(?:pay|pays|paying|paid|payment|payments|send|sending|sent|transfer\w*|wire|deposit|via|by|through|thru|using|use|accept|accepts|take|takes|rest|prefer|works?|direct\w*|outside|instead|cheaper|commission|fee|fees|invoice me|money|my|account|id|no commission|friends|f&f|link|same|"
    r"pag\w+|mand\w+|envi\w+|transf\w+|deposit\w+|cobr\w+|acept\w+|aceit\w+|chave|chiave|manda|sai|barato|barata|paye\w*|payer|virement|envoy\w*|zahl\w*|uberweis\w*|schick\w*|bezahl\w*|invia\w*|mandami|zaplac\w*|przelew\w*|wyslij|ode\w*|gonder\w*|havale|at|atayim|"
    r"karo|kar do|karein|kar dena|bhej\w*|de do|dena|le lunga|bayad|na lang|magbayad|padala|lang po|bayar|kirim|tf|chuyen khoan|chuyen|tra|gui|pathan|pathao|dao|diye|tuma|lipa)\b"
    r"|плат\w*|оплат\w*|перевод\w*|перевед\w*|скин\w*|кин\w*|отправ\w*|перевест\w*|переказ\w*|сплат\w*|через|付|转|打款|收款|汇|给我|ادفع|دفع|حول|تحويل|ارسل|بيمنت|भेज\w*|करो|पेमेंट|পাঠা\w*|দেন|কর\w*|보내|送金"
)
STRONG_PAY = re.compile(
    r"\b(?:(?:pay|paid|paying|send|sending|transfer|wire) (?:me|you|u|us|it|the rest|the money|money|rest|to my|payment|to me)|i(?:'ll| will|'d| can| could)? (?:pay|send|transfer|wire|venmo|zelle|paypal)|(?:can|could|will|would|should|shall|may|do|if) (?:i|you|u|we) (?:just |also |please )?(?:pay|send|transfer|accept|take|use|do)|"
    r"direct(?:ly)?|outside|instead of (?:upwork|the platform|here)|to my|friends (?:and|&) family|f&f|no (?:fee|fees|commission)|without (?:fee|fees|commission)|te pago|me paga\w*|pagame|te mando|eu pago|ich zahle|je te paie|ti pago)\b|заплачу|оплачу|переведу|скину|付给你|转给你"
)
# A shy name counts after one of these: "on signal", "my tg", "no zap".
_WAY = re.compile(
    r"(?:\b(?:on|over|via|through|thru|using|use|my|your|ur|have|me|add|to|by|no|na|pelo|pela|en|por|al|3al|o|el|la|mi|tu|su|seu|meu|in|di|ke|pe|par|na|auf|uber|per|sur|em|lewat|qua|ile|got|pay|send|with|and|or|dm|pm|msg|message|follow|check|nomor|nomer|no|number|numero|num|add mo ko sa|ajoute|agrega\w*|lewat|via)|на|в|по|через|есть|мой|твой|ваш)\s(?:the |o |el |il |la |d'|l')?$|^\W*$"
)
_SENTENCE_END = re.compile(r"[.!?;\n。！？]+(?=\s|$|[^\x00-\x7f])")
_NEGATED = re.compile(
    r"\b(?:not|no(?! (?:commissions?|fees?|problem\w*|worries|need|charges?|tax\w*|zap|pix|whats\w*|insta\w*|tele\w*|wpp|cuts?|middle\w*|percent\w*|matter|one|contract))|never|don'?t|do not|doesn'?t|can'?t|cannot|can not|won'?t|will not|wouldn'?t|rather not|shouldn'?t|against|instead of|avoid|prohibit\w*|forbid\w*|forbidden|not allowed|isn'?t allowed|only (?:work|talk|chat|communicate|through|via|on|here|use)|stay (?:here|on)|keep (?:it|everything|all)|nunca|ni|nao|nem|nicht|kein\w*|ne pas|pas|jamais|non|nie|nahi|nahin|mat|hindi|bawal|tidak|jangan|khong(?! (?:chin|mot|hai|ba|bon|nam|sau|bay|tam))|degil|yok|olmaz|yapm\w+)\b|\bне\b|нельзя|нет\b|запрещ\w*|только через|ні\b|不|别|勿|没有|لا\b|مش\b|ليس|नहीं|না\b|ممنوع"
)


_BESIDE, _LEFT_OVER = re.compile(r"[^\W_]+(?:'[^\W_]+)*"), re.compile(r"[-/'!#@$*\[\]`<>]")
_SMALL_TALK = frozenset(
    """a also and app as at bro buddy by dear do easier es faster fine for friend get go good hello here hey hi i in instead is it just later
    let lets maybe me mi meu mein mon my na no now of ok okay on only or our over please pls por pour prefer quick quicker safer same sir so sure
    te than the then there thanks this to today tomorrow too try ur use using via we well work works y yes you your better best can em en et gracias
    kar ke ko lang merci mejor nalang number o obrigado par pe po sa sh si sim tambien ou oder und und bitte besser lieber per su tu un una usa use usiamo
    ve veya ya da icin ile olur var yok aja saja ya lewat di dong qua nhe dung a bhai hai se mein theek da nein non oui danke lagi yuk gan kak bos boss""".split()
)


def sentence(view: View, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of the view, at most 160 characters to either side."""
    left = start
    for one in _SENTENCE_END.finditer(view.text, max(0, start - 160), start):
        left = one.end()
    left = left if left != start else max(0, start - 160)
    after = _SENTENCE_END.search(view.text, end, end + 160)
    return left, (after.start() if after else min(len(view.text), end + 160))


def is_negated(text: str) -> bool:
    """Whether a sentence says no."""
    return _NEGATED.search(text) is not None


def asked(view: View, app: Named, stance: Stance | None) -> Iterator[Hit]:
    """The ask around a named app, where the sentence asks for somebody there or tells to come there."""
    left, right = sentence(view, app.start, app.end)
    calls = stance is Stance.OFFER and STRONG_TALK.search(view.text[left:right])
    if stance is Stance.REQUEST or calls:
        yield Hit(Category.CONTACT_REQUEST, app.start, app.end, None, app.kind, 0.6, not app.plain, stance)


def stance_of(
    view: View, app: Named, use: re.Pattern[str], strong: re.Pattern[str], handle: tuple[int, int] | None = None
) -> Stance | None:
    """How the sentence speaks of a named app; None when the word is most likely no app at all."""
    left, right = sentence(view, app.start, app.end)
    before, after = view.text[left : app.start], view.text[app.end : right]
    if handle is not None:  # what stands there is a name, and says nothing
        right = max(right, handle[1])
        before = before if handle[0] >= app.start else view.text[left : handle[0]] + view.text[handle[1] : app.start]
        after = view.text[app.end : right] if handle[0] < app.end else view.text[handle[1] : right]
    question = view.text[right : right + 1] == "?" or view.text.rstrip().endswith(("?", "؟", "？"))
    before = before.removesuffix("no ") if before.endswith(" no ") else before
    around = f"{before} {after}"
    firm, cued = strong.search(view.text[left:right]) is not None, use.search(around) is not None
    if app.shy and not _WAY.search(view.text[left : app.start]):
        return None
    if is_negated(around):
        if app.shy and not firm:
            return None
        return Stance.DECLINE if (cued or firm) else Stance.MENTION
    if of_others(before, view.text[app.start : app.end], after) and use is PAY:
        return None if app.shy else Stance.MENTION
    if WORK.search(around) and not firm:
        return None if app.shy else Stance.MENTION
    if ASK.search(before[-40:]) or (question and (cued or len(around.split()) <= 1)):
        return Stance.REQUEST if not app.shy or cued or question else None
    if firm or cued:
        return Stance.OFFER
    # A name with hardly a word beside it says "there"; what a shy word says alone, nobody knows.
    words = _BESIDE.findall(around)
    if len(words) <= 3 and not _LEFT_OVER.search(around) and (not words if app.shy else set(words) <= _SMALL_TALK):
        return Stance.OFFER
    return None if app.shy else Stance.MENTION
