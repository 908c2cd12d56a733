"""What number digits are dialled as: the E.164 form, by the language of the text, the shape of the digits, the user's regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

_WIDE = ("PH", "PK", "BD", "NG", "KE", "DE", "FR", "ES", "IT", "BR", "MX", "AR", "CO", "RU", "UA", "TR", "PL", "ID", "VN", "CN", "EG", "SA", "AE", "MA",
         "AU", "ZA", "NL", "PT", "CZ", "RO", "LK", "NP", "MY", "TH", "JP", "KR", "IL", "GR", "SE", "CH", "AT", "BE", "IE", "KZ", "BY", "PE", "CL", "VE", "EC", "GH")  # fmt: skip
_USUAL = frozenset((phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE,
                    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE, phonenumbers.PhoneNumberType.VOIP,
                    phonenumbers.PhoneNumberType.TOLL_FREE))  # fmt: skip
_MOBILE = frozenset((phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE))
# Numbers with the trunk prefix that mobiles of one country have and few others: asked where no region of the user has such a number.
_SHAPES = tuple(
    (region, re.compile(shape))
    for region, shape in (
        ("ID", r"08[1-9]\d{7,10}"),
        ("PH", r"09\d{9}"),
        ("PK", r"03\d{9}"),
        ("TR", r"05[03-5]\d{8}"),
        ("CN", r"1[3-9]\d{9}"),
        ("RU", r"89\d{9}"),
        ("BD", r"01[3-9]\d{8}"),
        ("UA", r"0(?:39|50|63|66|67|68|73|9[1-9])\d{7}"),
        ("VN", r"0[35789]\d{8}"),
        ("FR", r"0[67]\d{8}"),
        ("BR", r"[1-9][1-9]9\d{8}"),
    )
)
# British numbers that are kept for fiction and given to nobody, of which libphonenumber does not know.
_FOR_FICTION = re.compile(r"0(?:7700900|1632960)\d{3}")
# Whose people leave the trunk prefix out when they write a number.
_WITHOUT_TRUNK = frozenset(("IN",))
# Where Russian is spoken beside Russia: of numbers in Russian they are those with their trunk prefixes, 0 and 80.
_RUSSIAN = ("UA", "BY", "KZ")
_GROUPED = {(2, 2, 2, 2, 2): ("FR",), (4, 2, 2, 2): ("BE",)}
# Mobiles of Mexico had a 1 behind the country code, and are still written with it.
_OLD_MEXICAN = re.compile(r"(?:00)?521\d{10}")


def by_shape(digits: str) -> tuple[str, ...]:
    """Countries whose mobile numbers, with their trunk prefix, look like these digits."""
    return tuple(region for region, shape in _SHAPES if shape.fullmatch(digits))


def by_groups(groups: list[str]) -> tuple[str, ...]:
    """Countries in which the digits of a number are written in such groups, and hardly anywhere else."""
    written = tuple(map(len, groups))
    return _GROUPED.get(written, ()) if groups[0][0] == "0" else ()


@lru_cache(maxsize=4096)
def e164(digits: str, international: bool, regions: tuple[str, ...]) -> str | None:
    """The E.164 form where the number is valid by its own country code or in one of the regions."""
    if international and _OLD_MEXICAN.fullmatch(digits):
        digits = digits.replace("521", "52", 1)
    tries = [(f"+{digits.removeprefix('00')}", None)] if international else [(digits, region) for region in regions]
    for text, region in tries:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if region == "GB" and _FOR_FICTION.fullmatch(digits):
            return f"+44{digits[1:]}"
        # A premium line in a default region is more likely an ordinary number of another country.
        usual = international or phonenumbers.number_type(number) in _USUAL
        if usual and (
            phonenumbers.is_valid_number(number) or (international and phonenumbers.is_possible_number(number))
        ):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def is_at_home(written: str, region: str) -> bool:
    """Whether a region has such a number, without its country code, and would write it in these groups, or in none: in the United
    States 212 736 5000, not 55 1234 5678."""
    groups = [len(one) for one in re.findall(r"\d+", written)]
    known = e164(re.sub(r"\D", "", written), False, (region,))
    if known is None or len(groups) == 1:
        return known is not None
    usual = phonenumbers.format_number(phonenumbers.parse(known), phonenumbers.PhoneNumberFormat.NATIONAL)
    return groups[-3:] == [len(one) for one in re.findall(r"\d+", usual)][-3:]


@lru_cache(maxsize=4096)
def is_valid(digits: str) -> bool:
    """Whether digits that begin with a country code are a number of that country, and not only as long as one."""
    known = e164(digits, True, ())
    return known is not None and phonenumbers.is_valid_number(phonenumbers.parse(known))


@lru_cache(maxsize=4096)
def dialled(digits: str, international: bool, spoken: tuple[str, ...], regions: tuple[str, ...],
            beside: tuple[str, ...] = ()) -> str | None:  # fmt: skip
    """The E.164 form: in one of the user's regions in which the text's language is `spoken`, else a mobile where that is
    spoken, else valid there, else in the user's regions, else in countries named `beside` it, else by the shape of the
    digits. Of several regions the first one counts.

    A number with a trunk prefix and the right length counts in the first country of the language even where its range
    is not given out: it is no number of another country for that.
    """
    if international:
        return e164(digits, True, ())
    return next((one for one in _readings(digits, spoken, regions, beside) if one), None)


def _readings(digits: str, spoken: tuple[str, ...], regions: tuple[str, ...],
              beside: tuple[str, ...]) -> Iterator[str | None]:  # fmt: skip
    """What the digits can be, the likeliest first."""
    trunk = digits[:1] == "0"
    if "RU" in spoken and not digits.startswith(("0", "80")):
        first = spoken.index("RU")
        spoken = tuple(one for at, one in enumerate(spoken) if at < first or one not in _RUSSIAN)
    usual = tuple(one for one in regions if not (trunk and one in _WITHOUT_TRUNK and one != regions[0]))
    yield e164(digits, False, tuple(region for region in usual if region in spoken))
    yield _mobile(digits, spoken)
    yield e164(digits, False, spoken[:1])
    yield _possible(digits, spoken[0]) if spoken else None
    yield e164(digits, False, usual)
    yield _with_code(digits, regions)
    yield e164(digits, False, beside)
    yield _possible(digits, beside[0]) if beside else None
    yield _mobile(digits, by_shape(digits))
    yield e164(digits, False, (*spoken[1:], *regions))
    yield _with_code(digits, spoken)


def _mobile(digits: str, regions: tuple[str, ...]) -> str | None:
    for region in regions:
        known = e164(digits, False, (region,))
        if known and phonenumbers.number_type(phonenumbers.parse(known)) in _MOBILE:
            return known
    return None


def _possible(digits: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    trunk = digits[0] == _trunk_prefix(region) and national == digits[1:] and national[0] != "0" and len(national) >= 9
    if not trunk or not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=256)
def _trunk_prefix(region: str) -> str:
    """What is dialled before a number within a country: 0 in most, 8 in Russia, nothing in Spain."""
    known = phonenumbers.PhoneMetadata.metadata_for_region(region)
    return str(known.national_prefix or "") if known is not None else ""


def _with_code(digits: str, spoken: tuple[str, ...]) -> str | None:
    """Digits that begin with the country code and leave out the sign for it."""
    for region in spoken:
        code = str(phonenumbers.country_code_for_region(region))
        if digits.startswith(code) and len(digits) > 10 and is_valid(digits):
            return e164(digits, True, ())
    return None


@lru_cache(maxsize=4096)
def with_code(digits: str) -> str | None:
    """The mobile number of any country that digits are which begin with its code, and lack the sign for it."""
    if not 11 <= len(digits) <= 15 or digits[0] == "0" or not is_valid(digits):
        return None
    known = e164(digits, True, ())
    return known if known and phonenumbers.number_type(phonenumbers.parse(known)) in _MOBILE else None


@lru_cache(maxsize=4096)
def valid_somewhere(digits: str) -> bool:
    """Whether some country would dial these digits as they stand, or with their own country code in front."""
    return any(e164(digits, False, (region,)) for region in _WIDE) or (
        len(digits) > 10 and e164(digits, True, ()) is not None
    )


def is_full(written: str, spoken: tuple[str, ...], regions: tuple[str, ...]) -> bool:
    """Whether a stretch of digits is by itself a number that is dialled."""
    digits = "".join(_DIGITS.findall(written))
    if not 9 <= len(digits) <= 15:
        return False
    if is_international(written.lstrip(), digits):
        return is_valid(digits)
    return dialled(digits, False, spoken, regions) is not None or (
        digits[0] == "0" and len(digits) > 9 and valid_somewhere(digits)
    )


def is_international(written: str, digits: str) -> bool:
    """Whether a country code is written before a number."""
    return "+" in written[:3] or (written.startswith("00") and len(digits) > 10)


_DIGITS = re.compile(r"\d+")
# A sign alone may begin a list, an hour or another number: a sum ends there.
_ARITHMETIC = re.compile(
    r"(?:\s{0,2}(minus|plus)\s{1,2}(one|two|three|[1-9])\b(?![\d-])|(?a:[ \t]{0,2}([+-])[ \t]{0,2}([1-9]))(?=[)\]]?(?:[.,!?;]?\s*$|[.,!?;]\s)))"
)


def computed(digits: str, text: str, end: int) -> str:
    """A number "minus one" is the number that is meant."""
    sum_ = _ARITHMETIC.match(text, end)
    if sum_ is None or not digits:
        return digits
    sign, step_ = sum_[1] or sum_[3], sum_[2] or sum_[4]
    step = {"one": 1, "two": 2, "three": 3}.get(step_) or int(step_)
    return str(int(digits) + (step if sign in ("plus", "+") else -step)).zfill(len(digits))
