"""In which countries a number without a country code is most likely dialled: by the language of the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import re2

from auditor.model.detections import View
from auditor.patterns import Reach, options, portable

# Words that other languages here do not have, over folded text; two of them tell the language.
_WORDS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (regions, re.compile(rf"\b(?:{words})\b"))
    for regions, words in (
        (("TR",), "numaram|numara\\w*|telefonum|arayabilir\\w*|arayin|icin|bana|benim|cok|degil|merhaba|tesekkur\\w*|yazin|bir|sonra|bey|hocam|olur|evet|sizin|uzerinden|yazarsan\\w*|cep"),
        (("MX", "ES", "CO", "AR", "PE", "CL"), "mi numero|mas|luego|despues|numero|llamame|llama\\w*|marca\\w*|celular|escribeme|telefono|hola|gracias|puedes|mi|es|cuando|para|tambien|movil|por favor|oye|vale"),
        (("BR", "PT"), "meu|minha|voce|vc|numero|celular|zap|ligar|liga|obrigad[oa]|nao|chama|telefone|fala|oi|aqui|mais|pra|manda"),
        (("FR", "BE", "CH"), "mon|numero|appelle\\w*|appelez|telephone|portable|bonjour|merci|vous|est|je|suis|c'est|sur|joindre|tu|moi"),
        (("DE", "AT", "CH"), "meine|nummer|ruf\\w*|anrufen|erreichbar|telefon|handy|ich|bin|unter|mich|bitte|danke|hallo|und|ist|gerne"),
        (("IT",), "mio|numero|chiamami|chiam\\w*|cellulare|cell|ciao|grazie|sono|puoi|questo|scrivimi|che|anche|segna|domani|pranzo|allora|perche|subito|va bene|dopo"),
        (("PL",), "moj|numer|zadzwon\\w*|dzwon\\w*|telefon|prosze|dzien dobry|czesc|jest|mozesz|napisz|komorka|moim"),
        (("ID",), "nomor|saya|aku|hubungi|wa|bisa|kak|mas|yang|ini|itu|ya|hp|telepon|gan|juga|kirim|di|nomer|dong"),
        (("PH",), "po|ko|mo|ako|lang|yung|ang|ng|sa|naman|kasi|pwede|sir|ninyo|nyo|tayo|tawag\\w*|text mo"),
        (("VN",), "sdt|minh|ban|anh|chi|em|goi|nhan|zalo|dien thoai|khong|cho|voi|nhe|lien he|duoc"),
        (("IN", "PK"), "mera|meri|hai|karo|bhai|ji|aap|ka|ke|ko|par|pe|kar|number hai|call karo|baat|bhejo"),
        (("BD",), "amar|apnar|bhai|korben|koren|ache|den|diben|kotha|ami|apni|bolen|vai"),
    )
)  # fmt: skip
# Words that tell the language alone: mostly those beside a number, in one language only.
_TELLING: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (regions, re.compile(rf"\b(?:{words})\b"))
    for regions, words in (
        (("TR",), "ara|arayin|yazin|yaz|numaram\\w*|cep(?:ten|im|ten)?|bana|benim|beni|hocam|ustume|gec|telefonum|aksam\\w*|sonra"),
        (("MX", "ES", "CO", "AR", "PE", "CL"), "llama(?:me|s)?|llamame|escribeme|escribime|marcame|marca(?:le|s)?|celu?|celular es|movil|apunta|anota(?:me)?|oye|aca|tienes|gracias|hola|mandame|pasame|luego|despues|che|guey|wey|whatsapeame|hablame"),
        (("BR", "PT"), "liga|ligue|voce|vc|zap|obrigad[oa]|fala|meu|minha|chama|pra|pro|manda|anota|telemovel|ligacao|amanha|ai"),
        (("FR", "BE", "CH"), "appelle\\w*|appelez|joindre|joignable|apres|ajoute|rappelle\\w*|mon|moi|portable|tel est|jusqu'a|bonjour|note"),
        (("DE", "AT", "CH"), "ruf\\w*|anruf\\w*|durchklingeln|klingel\\w*|erreichbar|erreichst|erreichen|schreib\\w*|nummer|handy\\w*|unter|bitte|meine|gerne|abends|ab"),
        (("IT",), "chiama\\w*|scrivi\\w*|cellulare|mio|ciao|grazie|sono|dopo le|segnati|sentiamoci|telefonami|mi trovi"),
        (("PL",), "dzwon\\w*|zadzwon\\w*|pisz|napisz|numer|moj|smialo|telefonuj|komork\\w*|zapisz|lapcie|podaje"),
        (("ID",), "hubungi|nomor|nomer|telp|kak|mas|gan|abis|ya|japri|aja|bisa|saya|gue|gw|aku|jam|maghrib|kontak|cuy|bang|dong"),
        (("PH",), "text mo|tawag\\w*|tawagan|po|nyo|lang|ako|yung|itext|tapos|ha|pls po|contact ko|number ko"),
        (("VN",), "goi|sdt|nhan|em|anh|minh|nhe|nha|lien he|ib|alo|dt|zalo"),
        (("IN", "PK"), "mera|meri|mere|karo|karna|karna|bhai|bhaiya|hai|baat|krna|kr|krdo|pe call|number h|yaar|yar"),
        (("BD",), "amar|korben|diyen|dien|kore|ami|nombor|jogajog|vaiya|bhaiya amar|deben|nen"),
    )
)  # fmt: skip
_SCRIPTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("UA",), re.compile("[іїєґ]|телефонуй|дзвон|набирай|пишiть|зараз|після|ваш номер")),
    (("RU",), re.compile("[\u0430-\u044f]{3}")),
    (("PK",), re.compile("[ےٹڈںھگچپ]")),
    (("EG", "SA", "AE", "MA", "JO", "IQ"), re.compile("[\u0621-\u064a]{2}")),
    (("IN",), re.compile("[\u0904-\u0939]")),
    (("BD", "IN"), re.compile("[\u0985-\u09b9]")),
    (("KR",), re.compile("[\uac00-\ud7af]")),
    (("JP",), re.compile("[\u3041-\u30ff]")),
    (("TH",), re.compile("[\u0e01-\u0e2e]")),
    (("CN", "TW", "HK"), re.compile("[\u4e00-\u9fff]")),
)
FEWEST_WORDS = 2
# Countries as people name them beside a number, in English and by the short forms of some.
_NAMES = {
    "australia": "AU", "austria": "AT", "bangladesh": "BD", "belgium": "BE", "brazil": "BR", "canada": "CA", "china": "CN", "colombia": "CO",
    "czechia": "CZ", "egypt": "EG", "france": "FR", "germany": "DE", "ghana": "GH", "greece": "GR", "india": "IN", "indonesia": "ID", "ireland": "IE",
    "israel": "IL", "italy": "IT", "japan": "JP", "kenya": "KE", "malaysia": "MY", "mexico": "MX", "morocco": "MA", "nepal": "NP", "netherlands": "NL",
    "new zealand": "NZ", "nigeria": "NG", "pakistan": "PK", "philippines": "PH", "poland": "PL", "portugal": "PT", "romania": "RO", "russia": "RU",
    "saudi arabia": "SA", "singapore": "SG", "south africa": "ZA", "spain": "ES", "sri lanka": "LK", "sweden": "SE", "switzerland": "CH",
    "thailand": "TH", "turkey": "TR", "dubai": "AE", "uae": "AE", "uk": "GB", "ukraine": "UA", "united kingdom": "GB", "usa": "US", "vietnam": "VN",
}  # fmt: skip
_NAMED = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")


def named_in(near: str) -> tuple[str, ...]:
    """Countries that are named in a few words of folded text, beside a number."""
    return tuple(_NAMES[name] for name in _NAMED.findall(near))


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
def likely(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that the language of a folded text points to, or none."""
    if not text.isascii():
        for regions, letters in _SCRIPTS:
            if letters.search(text):
                return regions
    best: tuple[str, ...] = ()
    most = FEWEST_WORDS - 1
    for number in _spoken_in(text):
        (regions, words), (_, telling) = _WORDS[number], _TELLING[number]
        told = len(set(words.findall(text))) + 2 * len(set(telling.findall(text)))
        if told > most:
            best, most = regions, told
    return best


def spoken_in(view: View) -> tuple[str, ...]:
    """The same of a view, found once: a text may hold thousands of numbers and names."""
    if "regions" not in view.memo:
        view.memo["regions"] = likely(view.text)
    found: tuple[str, ...] = view.memo["regions"]
    return found
