"""In which countries a number without a country code is most likely dialled: by the language of the text around it."""

from __future__ import annotations

import re

# Words that other languages here do not have, over folded text; two of them tell the language.
_WORDS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (regions, re.compile(rf"\b(?:{words})\b"))
    for regions, words in (
        (("TR",), "numaram|numara\\w*|telefonum|arayabilir\\w*|arayin|icin|bana|benim|cok|degil|merhaba|tesekkur\\w*|yazin|bir|sonra|bey|hocam|olur|evet|sizin|uzerinden|yazarsan\\w*|cep"),
        (("MX", "ES", "CO", "AR", "PE", "CL"), "mi numero|numero|llamame|llama\\w*|marca\\w*|celular|escribeme|telefono|hola|gracias|puedes|mi|es|cuando|para|tambien|movil|por favor|oye|vale"),
        (("BR", "PT"), "meu|minha|voce|vc|numero|celular|zap|ligar|liga|obrigad[oa]|nao|chama|telefone|fala|oi|aqui|mais|pra|manda"),
        (("FR", "BE", "CH", "MA"), "mon|numero|appelle\\w*|appelez|telephone|portable|bonjour|merci|vous|est|je|suis|c'est|sur|joindre|tu|moi"),
        (("DE", "AT", "CH"), "meine|nummer|ruf\\w*|anrufen|erreichbar|telefon|handy|ich|bin|unter|mich|bitte|danke|hallo|und|ist|gerne"),
        (("IT",), "mio|numero|chiamami|chiama\\w*|cellulare|ciao|grazie|sono|puoi|questo|scrivimi|che|anche"),
        (("PL",), "moj|numer|zadzwon\\w*|dzwon\\w*|telefon|prosze|dzien dobry|czesc|jest|mozesz|napisz|komorka|moim"),
        (("ID",), "nomor|saya|aku|hubungi|wa|bisa|kak|mas|yang|ini|itu|ya|hp|telepon|gan|juga|kirim|di|nomer|dong"),
        (("PH",), "po|ko|mo|ako|lang|yung|ang|ng|sa|naman|kasi|pwede|sir|ninyo|nyo|tayo|tawag\\w*|text mo"),
        (("VN",), "sdt|minh|ban|anh|chi|em|goi|nhan|zalo|dien thoai|khong|cho|voi|nhe|lien he|duoc"),
        (("IN", "PK"), "mera|meri|hai|karo|bhai|ji|aap|ka|ke|ko|par|pe|kar|number hai|call karo|baat|bhejo"),
        (("BD",), "amar|apnar|bhai|korben|koren|ache|den|diben|kotha|ami|apni|bolen|vai"),
    )
)  # fmt: skip
_SCRIPTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("UA",), re.compile("[іїєґ]")),
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


def likely(text: str) -> tuple[str, ...]:
    """ISO codes of the countries that the language of a folded text points to, or none."""
    if not text.isascii():
        for regions, letters in _SCRIPTS:
            if letters.search(text):
                return regions
    best: tuple[str, ...] = ()
    most = FEWEST_WORDS - 1
    for regions, words in _WORDS:
        told = len(set(words.findall(text)))
        if told > most:
            best, most = regions, told
    return best
