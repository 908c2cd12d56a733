"""Letters of other scripts that are read as Latin ones, and letters that Unicode does not decompose.

Look-alikes are replaced only in words that also hold Latin letters: a Cyrillic word among Cyrillic words is no disguise.
"""

from __future__ import annotations

_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝвнкмтгпьӏԍ", "aeopcyxijshdqwbhkmtrnblg", strict=True))
_CYRILLIC_CAPITALS = dict(zip("АВЕКМНОРСТХУІЈЅЗЬ", "ABEKMHOPCTXYIJS3b", strict=True))
_GREEK = dict(zip("αβεικνορτυχγωηρϲ", "abeikvoptuxywnpc", strict=True))
_GREEK_CAPITALS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True))
_ARMENIAN = dict(zip("оոսհցզքօ", "onuhgqpo", strict=True))
# Capitals of Cherokee, Lisu and Canadian syllables, and a Cyrillic one: no keyboard of ours has them.
_CHEROKEE = dict(zip("ᎪᎠᎢᎡᎥᎩᎫᎬᎻᎷᎳᎵᏀᏃᏆᏉᏌᏎᏏᏒᏔᏚᏞᏟᏢᏦᏙᏴᏩᏖ", "ADTRiYJEHMWPGZIVUSbRWSLCPKVBGT", strict=True))
_LISU = dict(zip("ꓐꓑꓒꓓꓔꓕꓖꓗꓙꓚꓜꓝꓞꓟꓠꓡꓢꓣꓤꓥꓦꓧꓨꓩꓪꓫꓬꓮꓯꓰꓱꓲꓳꓴ", "BPPDTTGKJCZFFMNLSRRAVHGJWXYAAEEIOU", strict=True))
_CANADIAN = dict(zip("ᗯᗪᑕᗰᗩᗷᖇᔕᑎᑌᐯᑭᒪᕼᛕᗅᗞᑯᑲ", "WDCMABRSNUVPLHKADdb", strict=True))
LOOKALIKES: dict[str, str] = {
    **_CHEROKEE,
    **_LISU,
    **_CANADIAN,
    "Ԝ": "W",
    "Ԛ": "Q",
    "Ԍ": "G",
    **_CYRILLIC,
    **_CYRILLIC_CAPITALS,
    **_GREEK,
    **_GREEK_CAPITALS,
    **_ARMENIAN,
}

# Latin letters in other clothes, which compatibility normalisation leaves alone.
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_PHONETIC = dict(zip("ɑɡɩıȷɾʋʍɴǀƖøłđħŧð", "agiijruwnlloldhtd", strict=True))
DRESSED: dict[str, str] = {
    **_SMALL_CAPITALS,
    **_PHONETIC,
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "Ø": "O",
    "Ł": "L",
    "Đ": "D",
    "İ": "I",
    "þ": "th",
    "ё": "е",
    "Ё": "Е",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "․": ".",
    "。": ".",
    "．": ".",
    "﹒": ".",
    "﹫": "@",
    "ⓐ": "@",
    "Ⓐ": "@",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ک": "ك",
    "ی": "ي",
}
# Of these a reader sees that they are no ordinary typing; the others are what keyboards and languages produce.
STYLED = frozenset({*_SMALL_CAPITALS, *"ɑɡɩɾʋʍǀƖ", "․", "﹒", "﹫", "ⓐ", "Ⓐ"})


def boxed(character: str) -> str:
    """The plain letter in a boxed, circled or regional-indicator letter, or the empty string."""
    code = ord(character)
    for first in (0x1F150, 0x1F170, 0x1F1E6):
        if first <= code < first + 26:
            return chr(ord("A") + code - first)
    if 0x2776 <= code <= 0x277F or 0x278A <= code <= 0x2793:
        return str((code - (0x2776 if code <= 0x277F else 0x278A) + 1) % 10)
    return ""
