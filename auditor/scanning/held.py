"""Details that the work is to hold: a footer that shows them, a program that is fed with them, a text that is to be
translated. Nobody hands them out; who calls one the own, asks to be reached on it or disguises it does."""

from __future__ import annotations

import re

from auditor.detectors.parts.others import is_own
from auditor.lexicons.cues import cue

# Where the details of a business are written for its customers, and what is fed to a program or comes out of it.
_PLACES = re.compile(
    r"\b(?:footer\w*|pied de page|pie de pagina|rodape|stopce|stopk[aiu]|fusszeile\w*|pie del sitio|pie di pagina|pagina footer|flyer\w*|business cards?|visitenkarten?|"
    r"contact page|kontaktseite|pagina (?:de|di) contat\w+|ad copy|mock-?ups?|dummy data|test case|csv|api (?:returns|response)|vcard|voice-?over|validat\w+|"
    r"libphonenumber|normali[sz]e|dedupe|chan trang|hero section|listing text|on all pages|alt kisim|alt kisma|alt bilgi|kartvizit\w*|carte de visite|tarjeta de visita|"
    r"cartao de visita|biglietto da visita|wizytow\w+|kartu nama|danh thiep|volantin\w+|folleto\w*|panfleto\w*|ulotk\w+|brosur\w*|to roi|letterhead|briefkopf)\b"
    r"|футер\w*|подвал\w* сайт\w*|визитк\w*|візитк\w*|листовк\w*|تذييل|اسفل الصفحه|页脚|頁腳|名片上|传单|フッター|푸터|फुटर|ফুটার|فوٹر|فوتر|विजिटिंग कार्ड"
)
# The same in words that stand beside a detail for people as well: not where something is to be sent there.
_BESIDE_WORK = re.compile(
    r"\b(?:map (?:pin|marker)s?|clickable|tap-?to-?call|in the (?:header|hero|banner|logs?)|in logs|log (?:line|file|entry)s?|stack ?traces?|returns? (?:an )?errors?|error \d+|twilio|"
    r"test (?:link|data|user|account|environment|cases?)|sample (?:data|customers?|users?|rows?)|as (?:an? )?(?:sample|example|placeholder)|dummy|seed(?:ed|s)?|scrap(?:er|es|ing)|crawler|payload|webhooks?|endpoint|"
    r"sandbox|(?:spf|txt|mx|dns|dmarc|dkim|cname) (?:record|entry)|regex|database|sql|row \d+|cell [a-z]{1,2}\d+|git (?:commit|config|log|blame)|autofill|qr code|whois|meta tags?|(?:is|as) (?:the|a|an|our) (?:reference|inspiration|benchmark|competitor)|"
    r"(?:button|link|icon|cta) (?:\w+ )?(?:opens?|links?|points?|goes|redirects?|leads?)|hide \S+ addresses|(?:in|for) the (?:app'?s )?tests?|"
    r"testdaten|beispieldaten|datenbank|logdatei|kopfzeile|anklickbar|knopf (?:offnet|verlinkt)|datos de prueba|encabezado|cabecera|clicable|base de datos|fila \d+|boton (?:abre|enlaza)|"
    r"dados de teste|cabecalho|clicavel|banco de dados|linha \d+|botao (?:abre|leva)|donnees de test|en-?tete|cliquable|base de donnees|ligne \d+|bouton (?:ouvre|renvoie)|"
    r"dati di (?:test|prova)|intestazione|cliccabile|riga \d+|pulsante (?:apre|porta)|dan(?:e|ych) testow\w+|naglowk\w+|klikaln\w+|baz\w+ danych|wiersz\w* \d+|"
    r"test verisi|tiklanabilir|veritabani\w*|satir \d+|data (?:uji|tes|contoh)|kop surat|bisa diklik|baris \d+|du lieu (?:mau|test)|co so du lieu|dong \d+)\b"
    r"|тестов\w+ (?:данн|номер)\w*|кликабельн\w+|баз\w+ данных|строк\w+ \d+|\bлог(?:ах|е|и)\b|тестов\w+ дан\w+|клікабельн\w+|рядк\w+ \d+|بيانات (?:تجريبيه|اختبار)|测试数据|测试用|示例|页眉|可点击|数据库|第\d+行|日志|टेस्ट डेटा|टेस्ट के लिए"
)
_SENT_TO = re.compile(
    r"\b(?:send|forward|share|upload|give|drop|(?:e-?mail|mail|text|call|whatsapp) (?:me|us|to|it|them|him|her|at)|write|contact|reach|ping|message|schick\w*|schreib\w*|envia\w*|manda\w*|escrib\w+|"
    r"envoi\w*|ecri\w+|scriv\w+|invi\w+|wyslij|napisz|kirim\w*|gonder\w*|gui)\b[^.!?]{0,50}$|(?:пиш|напиш|отправ|шли|звон)\w*[^.!?]{0,40}$|[发联][给系到][^。]{0,10}$"
)
# A text that others are to read, handed over to be put right or into another language.
_TEXT = re.compile(
    r"(?:\b(?:translat\w+|proof-?read\w*|spell-?check\w*|ad copy|flyer|traduc\w+|traduz\w+|tradui\w+|ubersetz\w+|korrektur\w*|relis\w*|relire|corrig\w+|correg\w+|przetlumacz\w*|"
    r"cevir\w*|terjemah\w+|koreksi|dich (?:giup|cho|cau|doan)|dich(?=\s?:)|isalin)\b|переведи\w*|перевести (?:текст|фраз|строк|это|на )|вычита\w+|переклад\w+|翻译|校对|润色|ترجم|अनुवाद|অনুবাদ|ترجمہ)[^\n:\"“«„「：]{0,40}[\s]?[:\"“«„「：]"
)
# The same in parts of a film, a play or an advertisement, in which somebody invented speaks: with a line in quotation marks, or of what is said.
_SPOKEN = re.compile(
    r"\b(?:subtitles?|untertitel|subtitulo|legenda|sous-?titre|sottotitol\w+|napis\w*|altyazi)\b[^\n\"“«„「：:]{0,30}[:：]?\s?[\"“«„「][^\n\"”»“」]{0,60}$"
    r"|\b(?:the |our |this )(?:character|actor|actress|hero|heroine|villain|narrator|speaker) (?:\w+ ){0,2}(?:says?|whispers?|shouts?|reads?|answers?)\b[^\n.!?]{0,40}$"
    r"|\bin the (?:script|film|movie|novel|play|scene|song|story) (?:\w+ ){0,3}(?:says?|whispers?|shouts?|sings?|answers?)\b[^\n.!?]{0,40}$"
    r"|\b(?:voice-?over|voice over)(?: text| line| script)?\s?:[^\n]{0,40}$"
)
# What an advertisement says to those who read it is said by nobody here where nobody speaks of himself in it.
_SLOGAN = re.compile(r"\b(?:slogan|tagline|jingle|radio spot|billboard)\b[^\n:\"“]{0,20}[:\"“]\s?[^\n]{0,40}$")
# Whoever speaks in a text to be translated says "us", as its readers are to call a business.
_US = re.compile(r"\bعلي\b|我们|咱们|\bبنا\b|معنا|لنا\b|আমাদের|আমাদেরকে|हमें|हमसे|\b(?:chung toi|chung ta)\b|ہمیں|ہم سے")
# What programs write and read: a line of a log, a command, a row for a database, a tag, a key with its value among others.
_LOG = re.compile(
    r"(?:^|\n)\s*(?:\d{4}-\d\d-\d\d[t ]\d\d:\d\d\S*|\[(?:info|error|warn(?:ing)?|debug|fatal|trace)\]|(?:info|error|warn(?:ing)?|debug|fatal|trace):\s(?:\S+\s){2})[^\n]*$"
)
_CODE = re.compile(
    r"(?:\bcurl\s+(?:-|https?:|\S+://)[^\n]*|\binsert into\b[^\n]*|\bvalues\s?\(\s?[\"'\d][^\n]*|\bselect\b[^\n]*\bfrom\b[^\n]*\bwhere\b[^\n]*|\bgit\s(?:commit|config|log|blame|clone|remote|push|show|shortlog)\b[^\n]*|begin:vcard[^\n]*|(?:href|src)=[\"'](?:tel|mailto):|"
    r"(?:^|\n)(?:author|committer|signed-off-by|co-authored-by):\s[^\n<]{2,40}<|\b(?:const|let|var|final|static|string|str)\s\w+\s?=\s?[\"'`]|\bupi://\S*|"
    r"(?:^|[{(,\s])[\"']?[a-z_]{2,20}[\"']?\s?[:=]\s?[\"'][^\n\"']{0,40}[\"'],\s?[\"']?[a-z_]{2,20}[\"']?\s?[:=]\s?[\"']|\b\w+\([\"'`])$"
)
# Others follow it in the same object.
_PAIR_BEFORE = re.compile(r"(?:^|[{(,\s])[\"']?[a-z_]{2,20}[\"']?\s?[:=]\s?[\"']$")
_PAIR_AFTER = re.compile(r"^[\"'],\s?[\"']?[a-z_]{2,20}[\"']?\s?[:=]\s?[\"'\d{\[]")
# Who writes a remark into a program, winks, or says whose it is, speaks to the reader.
_REMARK = re.compile(r"/\*|(?:^|\s)//\s|<!--|(?:^|\n)\s*#\s|(?:^|\s)--\s")
_MEANT = re.compile(
    r";-?\)|😉|\b(?:call|text|reach|ring|write|message|ping|dm|e-?mail|mail|contact|whatsapp|add|find) me\b|\bthat'?s me\b|\b(?:reach|write|talk|contact) (?:me |us )?there\b"
    r"|\b(?:in|on|to|into) your (?:phone|cell|mobile|contacts|whatsapp|telegram|address book)\b|\bsave (?:it|this|the number)\b|\bjoin (?:me|us|there)\b"
)
_OURS = re.compile(r"\b(?:our|us|unser\w*|nos|notre|nuestr\w*|nostr\w*|noss\w*|nasz\w*)\b|наш|我们")
# The ending of a domain is no word of its speaker: .io, .me
_ADDRESS = re.compile(r"\S{1,64}@\S{1,64}|\b[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}(?:/\S{0,40})?")
# What somebody wants done says nothing of whose the detail is: "I need ...", "... for me".
_WANTS = re.compile(
    r"\b(?:i(?:'ve| have|'d| would)? (?:need|want|like|have|got|see|think|use|put|added|changed|get|tried|noticed|am|will|can)|for me|give me|show me|tell me|let me know|ich (?:brauche|mochte|habe|will|hatte)|"
    r"fur mich|necesito que me|para mi|preciso que me)\b"
)
# What is finished is reported, and what follows is said to the reader: "the footer is done, write me at ...".
_DONE = re.compile(
    r"\b(?:done|ready|finished|attached|completed?|delivered|fertig|erledigt|list[oa]s?|terminad[oa]s?|pront[oa]s?|fini[es]?|terminee?s?|prete?s?|fatt[oa]|finit[oa]|"
    r"gotow\w+|skonczon\w+|hazir\w*|bitti|selesai|sudah jadi|xong|tapos na|ho ga?y[ai]|hoye geche)\b"
    r"|готов\w*|сделан\w*|закончен\w*|зроблен\w*|جاهز|خلص|اكتمل|做好|改好|弄好|完成|好了|तैयार|हो गय|তৈরি|হয়ে গেছে|শেষ|تیار|ہو گی|مکمل"
)
_REACH = 120


def is_held(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether the work is to hold the detail at text[start:end], with `before` and `after` of its sentence."""
    far_before, far_after = text[max(0, start - 2 * _REACH) : start], text[end : end + _REACH]
    if _DONE.search(before) is None and (_is_spoken(far_before, far_after) or _is_text(far_before, far_after)):
        return True
    if _MEANT.search(f"{before} | {far_after}") or _is_called_own(before, after) or _DONE.search(before):
        return False
    if _is_code(far_before, far_after):
        return True
    if _PLACES.search(_beside(before, after)):
        return _OURS.search(before) is None
    if "meta tag" in text[start:end] or _BESIDE_WORK.search(_beside(before, after)):
        return _SENT_TO.search(before) is None and _OURS.search(before) is None
    return False


def is_place(text: str) -> bool:
    """Whether a folded text speaks of a place where the details of a business are shown: a footer, a flyer."""
    return _PLACES.search(text) is not None


def _beside(before: str, after: str) -> str:
    return _ADDRESS.sub(" ", f"{before} | {after}")


def _is_called_own(before: str, after: str) -> bool:
    return is_own(_WANTS.sub(" ", _beside(before, after))) or cue("my_number").search(before) is not None


def _is_text(before: str, after: str) -> bool:
    """Whether the detail stands in a text to be translated, read or printed, in which nobody speaks of himself."""
    marked = [one.end() for one in _TEXT.finditer(before)]
    if not marked or _MEANT.search(after):
        return False
    return not is_own(_US.sub(" ", _beside(before[marked[-1] :], after)))


def _is_spoken(before: str, after: str) -> bool:
    """Whether somebody invented says the detail: in a film, or in an advertisement that names no speaker."""
    if _MEANT.search(after):
        return False
    if _SPOKEN.search(before) is not None:
        return True
    return _SLOGAN.search(before) is not None and not is_own(_beside(before, after))


def _is_code(before: str, after: str) -> bool:
    if _REMARK.search(before) or _REMARK.search(after) or is_own(_ADDRESS.sub(" ", before[-60:])):
        return False
    if _LOG.search(before) or _CODE.search(before):
        return True
    return _PAIR_BEFORE.search(before) is not None and _PAIR_AFTER.search(after) is not None
