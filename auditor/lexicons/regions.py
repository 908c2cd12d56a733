"""In which countries a number without a country code is most likely dialled: by the language of the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import re2

from auditor.model.detections import View
from auditor.patterns import Reach, options, portable

# Words that other languages here do not have, over folded text; two of them tell the language.
_WORDS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (regions, re.compile(rf"\b(?:{words})\b"))
    for regions, words in (
        (("TR",), "ara|numaram|numara\\w*|telefonum|arayabilir\\w*|arayin|icin|bana|benim|cok|degil|merhaba|tesekkur\\w*|yazin|bir|sonra|bey|hocam|olur|evet|sizin|uzerinden|yazarsan\\w*|cep"),
        (("MX", "ES", "CO", "AR", "PE", "CL"), "che|mi numero|mas|luego|despues|numero|das|pasas|dame|tu|claro|envia\\w*|enviame|ahi|llamame|llama\\w*|marca\\w*|celular|escribeme|telefono|hola|gracias|puedes|mi|es|cuando|para|tambien|movil|por favor|oye|vale"),
        (("BR", "PT"), "ai|pro|meu|minha|voce|vc|numero|celular|zap|ligar|liga|obrigad[oa]|nao|chama|telefone|fala|oi|aqui|mais|pra|manda"),
        (("FR", "BE", "CH"), "note|mon|numero|appelle\\w*|appelez|telephone|portable|bonjour|merci|vous|est|je|suis|c'est|sur|joindre|tu|moi"),
        (("DE", "AT", "CH"), "ab|meine|nummer|ruf\\w*|anrufen|erreichbar|telefon|handy|ich|bin|unter|mich|bitte|danke|hallo|und|ist|gerne"),
        (("IT",), "mio|tuo|dai|dammi|il|mi|numero|chiamami|chiam\\w*|cellulare|cell|ciao|grazie|sono|puoi|questo|scrivimi|che|anche|segna|domani|pranzo|allora|perche|subito|va bene|dopo"),
        (("PL",), "moj|numer|zadzwon\\w*|dzwon\\w*|telefon|prosze|dzien dobry|czesc|jest|mozesz|napisz|komorka|moim"),
        (("ID",), "jam|bang|nomor|saya|aku|hubungi|wa|bisa|kak|mas|yang|ini|itu|ya|hp|telepon|gan|juga|kirim|di|nomer|dong"),
        (("PH",), "ha|po|ko|mo|ako|lang|yung|ang|ng|sa|naman|kasi|pwede|sir|ninyo|nyo|tayo|tawag\\w*|text mo"),
        (("VN",), "sdt|minh|ban|anh|chi|em|goi|nhan|zalo|dien thoai|khong|cho|voi|nhe|lien he|duoc"),
        (("IN", "PK"), "mera|meri|hai|karo|bhai|ji|aap|ka|ke|ko|par|pe|kar|number hai|call karo|baat|bhejo"),
        (("BD",), "amar|apnar|bhai|korben|koren|ache|den|diben|kotha|ami|apni|bolen|vai"),
    )
)  # fmt: skip
# Words that other languages hardly have: each counts as two of those above.
_TELLING: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (regions, re.compile(rf"\b(?:{words})\b"))
    for regions, words in (
        (("TR",), "arayin|yazin|yaz|numaram\\w*|cep(?:ten|im|ten)?|bana|benim|beni|hocam|ustume|gec|telefonum|aksam\\w*|sonra"),
        (("MX", "ES", "CO", "AR", "PE", "CL"), "enviame|dame|pasas|claro|llama(?:me|s)?|llamame|escribeme|escribime|marcame|marca(?:le|s)?|celu?|celular es|movil|apunta|anota(?:me)?|oye|aca|tienes|gracias|hola|mandame|pasame|luego|despues|guey|wey|whatsapeame|hablame"),
        (("BR", "PT"), "liga|ligue|voce|vc|zap|obrigad[oa]|fala|meu|minha|chama|pra|manda|anota|telemovel|ligacao|amanha"),
        (("FR", "BE", "CH"), "appelle\\w*|appelez|joindre|joignable|apres|ajoute|rappelle\\w*|moi|portable|tel est|jusqu'a|bonjour"),
        (("DE", "AT", "CH"), "ruf\\w*|anruf\\w*|durchklingeln|klingel\\w*|erreichbar|erreichst|erreichen|schreib\\w*|nummer|handy\\w*|bitte|meine|gerne|abends"),
        (("IT",), "dammi|il tuo|chiam\\w*|scriv[iae]\\w*|ci sentiamo|cellulare|mio|ciao|grazie|sono|dopo le|segnati|sentiamoci|telefonami|mi trovi"),
        (("PL",), "dzwon\\w*|zadzwon\\w*|pisz|napisz|numer|moj|smialo|telefonuj|komork\\w*|zapisz|lapcie|podaje"),
        (("ID",), "hubungi|nomor|nomer|telp|kak|gan|abis|japri|aja|bisa|saya|gue|gw|aku|maghrib|kontak|cuy|dong"),
        (("PH",), "text mo|tawag\\w*|tawagan|nyo|lang|ako|yung|itext|tapos|pls po|contact ko|number ko"),
        (("VN",), "goi|sdt|nhan|anh|minh|nhe|nha|lien he|ib|alo|dt|zalo"),
        (("IN", "PK"), "mera|meri|mere|karo|karna|karna|bhai|bhaiya|hai|baat|krna|kr|krdo|pe call|number h|yaar|yar"),
        (("BD",), "amar|korben|diyen|dien|kore|ami|nombor|jogajog|vaiya|bhaiya amar|deben|nen"),
    )
)  # fmt: skip
# Words for a telephone and for calling: beside a number one of them tells the language, where no English stands around.
_CALLING: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (regions, re.compile(rf"\b(?:{words})\b"))
    for regions, words in (
        (("IT",), "(?:il|mio) numero|numero (?:e|di (?:tel\\w*|cell\\w*))|chiama\\w*|cellulare|telefonami|recapito"),
        (("BR", "PT"), "telemovel|telefone|ligu?e|meu (?:numero|celular|cel)|numero de telefone|chama (?:no|la)"),
        (("MX", "ES", "CO", "AR", "PE", "CL"), "telefonos?|movil|celular|mi numero|numero de telefono|numero es|llama(?:me|s|r)?|marca(?:me|le|s)?"),
        (("FR", "BE", "CH"), "appel(?:le|ez)\\w*|rappel(?:le|ez)\\w*|joignable|joindre|telephone|numero de tel\\w*|mon (?:numero|portable|tel|06|07)"),
        (("DE", "AT", "CH"), "telefonnummer|rufnummer|handy\\w*|ruf\\w*|anruf\\w*|durchklingeln|erreichbar|meine nummer|tel\\.? ?nr"),
        (("PL",), "zadzwon\\w*|dzwon\\w*|numer|komork\\w*|nr tel\\w*|telefonu"),
        (("TR",), "numara\\w*|telefonum\\w*|telefon numara\\w*|arayin|cep(?: telefon\\w*|ten|im)?"),
        (("ID",), "hubungi|nomor|telp|telepon"),
        (("PH",), "tawag\\w*|itext|numero ko"),
        (("VN",), "sdt|dien thoai|so (?:dt|dien|cua|em|anh|minh|toi)|(?:dat|goi) so|goi"),
        (("RO",), "numar\\w*|suna-ma|telefonul"),
        (("NL", "BE"), "telefoonnummer|mobiel\\w*"),
        (("SE",), "telefonnumret|mobilnumret|mitt nummer"),
        (("CZ",), "telefonni cislo|zavolej\\w*"),
        (("HU",), "telefonszam\\w*|hivj\\w*"),
        (("DE", "PL", "TR", "AT", "CH", "RO", "CZ"), "telefon"),
    )
)  # fmt: skip
# What English is made of; of these a text in another language holds few.
_ENGLISH = re.compile(
    r"\b(?:i'?m?|the|my|you|your|we|our|they|and|for|with|this|that|there|are|was|were|have|has|had|will|would|can|could|should|just|"
    r"do|does|not|from|but|what|when|if|of|it|it's|is|at|be|been|some|any|all|so|about|after|before|call|reach|number|phone|text|work|"
    r"please|thanks|thank|here|need|want|know|let|get|who|which|then|than|by|an|or|to|me)\b"
)
_SCRIPTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("UA",), re.compile("[іїєґ]|телефонуй|дзвон|набирай|пишiть|зараз|після|ваш номер")),
    (("RU", "UA", "BY", "KZ"), re.compile("[\u0430-\u044f]{3}")),
    (("IR",), re.compile("شماره|تلفن|همراه|موبایل|موبايل من")),
    (("PK",), re.compile("[ےٹڈںھگچپ]|نمبر|میرا|موبائل")),
    (("EG", "SA", "AE", "MA", "JO", "IQ"), re.compile("[\u0621-\u064a]{2}")),
    (("IN",), re.compile("[\u0904-\u0939]")),
    (("BD", "IN"), re.compile("[\u0985-\u09b9]")),
    (("KR",), re.compile("[\uac00-\ud7af]")),
    (("JP",), re.compile("[\u3041-\u30ff]|番号|携帯|連絡先|株式会社")),
    (("TH",), re.compile("[\u0e01-\u0e2e]")),
    (("TW", "HK", "CN", "JP"), re.compile("[電話號碼機請聯絡]")),
    (("CN", "TW", "HK"), re.compile("[\u4e00-\u9fff]")),
)
_ARABIC, _URDU = ("EG", "SA", "AE", "MA", "JO", "IQ"), ("PK", "IR")
_EASTERN = re.compile("[\u06f0-\u06f9]{3}")
_LETTERS = re.compile("[\u0370-\uffdc]")
FEWEST_WORDS = 2
# English words beside a word for a telephone in another language, or around a few letters of another script.
FEW_ENGLISH = 1
# Letters to either side of a number that are asked for their language, and how far apart numbers share an answer.
REACH, STEP = 240, 160


@dataclass(frozen=True, slots=True)
class Tongue:
    """Countries of the language in which a text is `sure`ly written, and of one of which it has but a word (`maybe`)."""

    sure: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()


@cache
def _sieve(reach: Reach) -> Any:
    """Says in one pass which languages have a word in a text: most have none."""
    sieve = re2.Set.SearchSet(options(plain=reach is Reach.PLAIN))
    for (_, words), (_, telling) in zip(_WORDS, _TELLING, strict=True):
        sieve.Add(portable(f"{words.pattern}|{telling.pattern}", reach).encode())
    # Stands in every text: a set that runs out of memory finds nothing.
    sieve.Add(b"")
    sieve.Compile()
    return sieve


def _spoken_in(text: str) -> Iterable[int]:
    """The numbers of the languages that could have a word in a text, in order."""
    found = _sieve(Reach.PLAIN if text.isascii() else Reach.ANY).Match(text.encode())
    return sorted(found)[:-1] if found else range(len(_WORDS))


# A text of a thousand names is asked about a thousand times.
@lru_cache(maxsize=256)
def tongue(text: str) -> Tongue:
    """What the words of a folded text say: a language counts by two of its words, and against the English around them."""
    english = set(_ENGLISH.findall(text))
    if not text.isascii():
        for regions, letters in _SCRIPTS:
            if letters.search(text):
                mostly = len(english) <= FEW_ENGLISH or len(_LETTERS.findall(text)) > 4 * len(english)
                return Tongue(regions) if mostly else Tongue((), regions)
    best: tuple[str, ...] = ()
    most, sure = FEWEST_WORDS - 1, False
    for number in _spoken_in(text):
        (regions, words), (_, telling) = _WORDS[number], _TELLING[number]
        some, strong = set(words.findall(text)), set(telling.findall(text))
        told = len(some) + 2 * len(strong)
        if told > most:
            best, most = regions, told
            few = english - some - strong
            sure = told > len(few) and (len(some | strong) >= FEWEST_WORDS or (bool(strong) and not few))
    if not sure and len(english) <= FEW_ENGLISH:
        called = next((regions for regions, words in _CALLING if words.search(text)), ())
        best, sure = called or best, bool(called)
    return Tongue(best) if sure else Tongue((), best)


def likely(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that the language of a folded text points to, however faintly, or none."""
    told = tongue(text)
    return told.sure or told.maybe


def _by_digits(view: View, told: Tongue) -> Tongue:
    """The same, where digits tell Urdu and Persian from Arabic: they have shapes of their own there, and words are few."""
    if view.source is None or _ARABIC not in (told.sure, told.maybe) or not _EASTERN.search(view.source):
        return told
    return Tongue(_URDU) if told.sure else Tongue((), _URDU)


def tongue_near(view: View, at: int) -> Tongue:
    """What is spoken around a place in a view: what stands far from a number says nothing of its country."""
    known: dict[int, Tongue] = view.memo.setdefault("tongues", {})
    step = at // STEP if len(view.text) > 2 * REACH else 0
    if step not in known:
        around = slice(max(0, step * STEP - REACH), (step + 1) * STEP + REACH)
        told = _by_digits(view, tongue(view.text[around] if len(view.text) > 2 * REACH else view.text))
        known[step] = told if told.sure else Tongue(view.memo.get("parted", ()), told.maybe)
    return known[step]


def spoken_in(view: View) -> tuple[str, ...]:
    """What `likely` says of a whole view, found once: a text may hold thousands of numbers and names."""
    if "regions" not in view.memo:
        told = _by_digits(view, tongue(view.text))
        view.memo["regions"] = told.sure or told.maybe
    found: tuple[str, ...] = view.memo["regions"]
    return found
