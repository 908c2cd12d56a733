"""Number words of many languages, with what they stand for, and the digits that a run of them spells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

# Units 0-9 in order (alternatives by /), then the others as word=value; x2 and x3 repeat the next digit.
_WORDS: dict[str, tuple[str, str]] = {
    "en": (
        "zero/oh/nought/naught one two/too three four/fore five six seven eight nine",
        "ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 "
        "thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 double=x2 triple=x3 treble=x3",
    ),
    "es": (
        "cero uno/una dos tres cuatro cinco seis siete ocho nueve",
        "diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 veinte=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 "
        "ochenta=80 noventa=90 doble=x2 triple=x3",
    ),
    "pt": (
        "zero um/uma dois/duas tres quatro cinco seis/meia sete oito nove",
        "dez=10 onze=11 doze=12 treze=13 quatorze=14 quinze=15 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 "
        "oitenta=80 noventa=90",
    ),
    "fr": (
        "zero un/une deux trois quatre cinq six sept huit neuf",
        "dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60",
    ),
    "de": (
        "null eins/ein zwei/zwo drei vier funf/fuenf sechs sieben acht neun",
        "zehn=10 elf=11 zwolf=12 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 doppel=x2",
    ),
    "it": ("zero uno due tre quattro cinque sei sette otto nove", "dieci=10 undici=11 dodici=12 venti=20 trenta=30 quaranta=40"),
    "pl": ("zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec", "dziesiec=10 dwadziescia=20 trzydziesci=30"),
    "tr": (
        "sifir bir iki uc dort bes alti yedi sekiz dokuz",
        "on=10 yirmi=20 otuz=30 kirk=40 elli=50 altmis=60 yetmis=70 seksen=80 doksan=90",
    ),
    "hi": (
        "shunya/sunya/zero/jeero ek/aik do/doo teen/tin char/chaar paanch/panch/paach chhe/che/chah/chhah/chey saat/sat aath/aat/ath nau/no/nou",
        "das=10 double=x2 triple=x3 dabal=x2",
    ),
    "bn": ("shunno/shunyo/sunno ek dui/du tin/teen char/chaar pach/panch choy/chhoy/soy shat/sat/saat at/aat noy", "double=x2"),
    "tl": ("sero/zero isa dalawa tatlo apat lima anim pito walo siyam", "sampu=10"),
    "id": ("nol/kosong satu dua tiga empat lima enam tujuh delapan/lapan sembilan", "sepuluh=10 dobel=x2"),
    "vi": ("khong mot hai ba bon/tu nam/lam sau bay tam chin", "muoi=10"),
    "sw": ("sifuri moja mbili tatu nne tano sita saba nane tisa", "kumi=10"),
    "ru": (
        "ноль/нуль один/раз два/две три четыре пять шесть семь восемь девять",
        "десять=10 одиннадцать=11 двенадцать=12 тринадцать=13 четырнадцать=14 пятнадцать=15 шестнадцать=16 семнадцать=17 "
        "восемнадцать=18 девятнадцать=19 двадцать=20 тридцать=30 сорок=40 пятьдесят=50 шестьдесят=60 семьдесят=70 "
        "восемьдесят=80 девяносто=90 сто=100 двести=200 триста=300 четыреста=400 пятьсот=500 шестьсот=600 семьсот=700 "
        "восемьсот=800 девятьсот=900",
    ),
    "uk": (
        "нуль один два/двi/дві три чотири п'ять/пять шiсть/шість сiм/сім вiсiм/вісім дев'ять/девять",
        "десять=10 двадцять=20 тридцять=30 сорок=40 п'ятдесят=50 пятдесят=50 шістдесят=60 сімдесят=70 вісімдесят=80 дев'яносто=90 "
        "сто=100 двісті=200 триста=300 п'ятсот=500 шістсот=600 сімсот=700",
    ),
    "ar": (
        "صفر/زيرو واحد اثنين/اثنان/اتنين ثلاثه/تلاته اربعه/اربع خمسه/خمس سته/ست سبعه/سبع ثمانيه/تمانيه/تمنيه تسعه/تسع",
        "عشره=10 دبل=x2",
    ),
    "dv": ("शून्य/जीरो/ज़ीरो एक दो तीन चार पांच/पाँच छह/छः/छे/छै सात आठ नौ", "दस=10 डबल=x2"),
    "bb": ("শূন্য/জিরো এক দুই তিন চার পাঁচ/পাচ ছয়/ছয় সাত আট নয়/নয়", "ডাবল=x2"),
    "ur": ("صفر/زيرو ايك دو تين چار پانچ/پانج چھ/چهہ سات آٹھ/اٹھ نو", "دس=10"),
    "zh": ("零/〇/洞 一/幺/壹/腰 二/两/贰/兩 三/叁 四/肆 五/伍 六/陆/陸 七/柒/拐 八/捌 九/玖/勾", ""),
}  # fmt: skip
NO_SPACES = frozenset({"zh"})
# Words that are common in other meanings make no run alone: a language counts with this many different ones.
SEPARATOR = r"[\s().,:;_*/~|#+'\"=\[\]{}<>!-]{0,5}"
_FILLER = r"(?:(?:and|then|y|e|et|und|и|і|luego|depois|next|space|dash|hyphen|minus|comma|the)\b[\s.,-]{0,3})?"
_LETTER_DIGITS = {"o": "0", "l": "1", "i": "1", "s": "5", "z": "2", "b": "8", "|": "1", "!": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that a stretch of text spells: text[start:end] -> digits; `words` of them were spelled out."""

    start: int
    end: int
    digits: str
    words: int
    plus: bool
    disguised: bool


@cache
def vocabulary(language: str) -> dict[str, str]:
    """Number words of one language -> value ("0".."900", "x2", "x3")."""
    units, others = _WORDS[language]
    found = {word: str(value) for value, words in enumerate(units.split()) for word in words.split("/")}
    for pair in others.split():
        word, _, value = pair.partition("=")
        found[word] = value
    return found


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(map(re.escape, vocabulary(language)), key=len, reverse=True))
    # No boundary around words: FOURTWOZERO-35ZERO. Inside an ordinary word they stand beside other letters.
    glued = language in ("en", "zh")
    unit = rf"(?:{words})" if glued else rf"(?:(?<![^\W\d_])(?:{words})(?![^\W\d_]))"
    digit = r"\d|(?<=\d)[olis|](?=[\dolis(-]|\s\d)|(?<![^\W\d_])[olis](?=[\dol]{2}|\d[a-z])"
    item = rf"(?:{unit}|{digit})"
    run = re.compile(rf"(?<![^\W\d_])(?:(?:plus\s{{1,2}}|\+\s?)?{item})(?:{SEPARATOR}{_FILLER}{item})++(?![^\W\d_])")
    return run, re.compile(rf"{unit}|{digit}")


@cache
def word_gate() -> tuple[str, ...]:
    """Patterns for two number words side by side, or with digits between them, as any spelled number has.

    English words need no boundary (FOURTWOZERO), those of other languages do; scripts without ASCII letters stand apart.
    """
    english = sorted(vocabulary("en"))
    others = sorted({word for language in _WORDS for word in vocabulary(language)} - set(english))
    latin, rest = [one for one in others if one.isascii()], [one for one in others if not one.isascii()]
    return (
        _pair(english, r"[^a-z0-9]{0,4}(?:[0-9]{1,4}[^a-z0-9]{0,4})?"),
        rf"(?a:\b){_pair(latin, r'[^a-z0-9]{1,4}(?:[0-9]{1,4}[^a-z0-9]{1,4})?')}(?a:\b)",
        _pair(rest, r"[^a-z0-9]{0,4}"),
    )


def _pair(words: Sequence[str], gap: str) -> str:
    word = f"(?:{'|'.join(map(re.escape, words))})"
    return f"{word}{gap}{word}"


@cache
def _quick() -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile("|".join(sorted(map(re.escape, vocabulary(language)), key=len, reverse=True)))
        for language in _WORDS
    }


def languages(text: str) -> list[str]:
    """Languages of which at least two different number words (or three in all) stand in the text."""
    found = []
    ascii_only = text.isascii()
    for language, quick in _quick().items():
        if ascii_only and language in ("ru", "uk", "ar", "dv", "bb", "ur", "zh"):
            continue
        words = quick.findall(text)
        if len(words) >= 2:
            found.append((len(words), language))
    return [language for _, language in sorted(found, reverse=True)]


def runs(text: str, language: str) -> list[Run]:
    """Stretches of digits and number words of one language, at least seven digits long when spelled."""
    pattern, token = _patterns(language)
    found = []
    for one in pattern.finditer(text):
        run = _spell(one, token, vocabulary(language))
        if len(run.digits) >= 7:
            found.append(run)
    return found


def _spell(one: re.Match[str], token: re.Pattern[str], words: dict[str, str]) -> Run:
    values, spelled, letters = [], 0, 0
    for part in token.finditer(one.group()):
        written = part.group()
        if written in words:
            values.append(words[written])
            spelled += 1
        elif written.isdigit():
            values.append(f"#{written}")
        else:
            values.append(f"#{_LETTER_DIGITS[written]}")
            letters += 1
    plus = one.group().startswith(("plus", "+")) or one.string[max(0, one.start() - 1) : one.start()] == "+"
    return Run(one.start(), one.end(), _compose(values), spelled, plus, bool(spelled or letters))


def _compose(values: list[str]) -> str:
    """Digits of a list of values: hundreds take the tens and units after them, tens the unit, x2 repeats the next."""
    digits, held, times = "", 0, 1
    for value in [*values, "end"]:
        if value == "end" or value[0] in "#x":
            if held:
                digits, held = digits + str(held), 0
            if value[0] == "#":
                digits, times = digits + value[1:] * times, 1
            elif value[0] == "x":
                times = int(value[1:])
            continue
        number = int(value)
        if held and 0 < number < _room(held):
            held += number
            continue
        if held:
            digits, held = digits + str(held), 0
        if number >= 20 and number % 10 == 0:
            held = number
        else:
            digits, times = digits + str(number) * times, 1
    return digits


def _room(held: int) -> int:
    return 100 if held % 100 == 0 else 10 if held % 10 == 0 else 0


@cache
def spoken_digits() -> tuple[str, ...]:
    """Number words in Latin letters of all languages, for gates."""
    return tuple(
        sorted(
            {
                word
                for language in _WORDS
                for word in vocabulary(language)
                if word.isascii() and word.isalpha() and len(word) > 1
            }
        )
    )
