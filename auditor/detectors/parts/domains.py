"""Which names are domains: the public-suffix list's endings, mail providers and their misspellings."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from auditor.model.detections import View

PROVIDERS: dict[str, str] = {
    "gmail": "gmail.com", "googlemail": "googlemail.com", "yahoo": "yahoo.com", "ymail": "ymail.com",
    "hotmail": "hotmail.com", "outlook": "outlook.com", "live": "live.com", "msn": "msn.com", "icloud": "icloud.com",
    "proton": "proton.me", "protonmail": "protonmail.com", "gmx": "gmx.net", "aol": "aol.com", "yandex": "yandex.ru",
    "zoho": "zoho.com", "mail": "mail.ru", "rediffmail": "rediffmail.com", "tutanota": "tutanota.com", "qq": "qq.com",
    "163": "163.com", "126": "126.com", "seznam": "seznam.cz", "ukr": "ukr.net", "укр": "ukr.net", "rambler": "rambler.ru", "naver": "naver.com",
    "libero": "libero.it", "orange": "orange.fr", "laposte": "laposte.net", "fastmail": "fastmail.com", "web": "web.de", "uol": "uol.com.br",
    "bol": "bol.com.br", "terra": "terra.com.br", "wp": "wp.pl", "onet": "onet.pl", "interia": "interia.pl",
    "джимейл": "gmail.com", "джімейл": "gmail.com", "гмейл": "gmail.com", "гмаил": "gmail.com", "жмейл": "gmail.com", "яндекс": "yandex.ru",
    "мейл": "mail.ru", "меил": "mail.ru", "мэйл": "mail.ru", "мэил": "mail.ru", "майл": "mail.ru", "маил": "mail.ru", "جيميل": "gmail.com", "جميل": "gmail.com", "ياهو": "yahoo.com", "ياہو": "yahoo.com", "هوتميل": "hotmail.com", "जीमेल": "gmail.com",
    "জিমেইল": "gmail.com", "谷歌邮箱": "gmail.com",
}  # fmt: skip
# Providers whose name alone, after an "at", can only mean an address.
STRONG = (
    "gmail",
    "googlemail",
    "yahoo",
    "ymail",
    "hotmail",
    "outlook",
    "icloud",
    "proton",
    "protonmail",
    "yandex",
    "rediffmail",
)
SPOKEN_ENDINGS: dict[str, str] = {
    "ком": "com", "ру": "ru", "нет": "net", "нэт": "net", "юа": "ua", "كوم": "com", "نت": "net", "कॉम": "com", "কম": "com", "डॉट कॉम": "com", "орг": "org", "юэй": "ua", "инфо": "info", "اورغ": "org", "इन": "in", "নেট": "net", "康姆": "com", "كام": "com",
}  # fmt: skip
# Endings that are no words of the languages in which "dot" is a word as well.
SAFE_ENDINGS = frozenset(("com", "net", "org", "io", "dev", "info", "biz", "app", "xyz", "ru", "ua", "uk", "br", "pl", "cz", "tr", "fr", "pk", "ph", "tk", "co", "ai", "edu", "gov", "mil"))  # fmt: skip
# Countries whose ending is no word of a language in which people forget the blank behind a full stop, and no kind of file.
COUNTRIES = frozenset(("ae", "az", "bd", "bg", "ch", "cl", "cr", "cz", "dk", "ec", "eg", "fi", "ge", "gh", "gr", "hk", "hr", "hu", "ie", "kr", "kw", "kz", "lk", "lt", "lv", "ng", "np", "nz", "pt", "qa", "ro", "sg", "sk", "th", "tw", "ua", "uy", "uz"))  # fmt: skip
_LEET = str.maketrans("0134578@$!", "oleastbasi")


@cache
def endings() -> frozenset[str]:
    """Top-level domains, from the snapshot of the public-suffix list that the tldextract package carries.

    Only the file is read: importing the package loads a web client.
    """
    spec = find_spec("tldextract")
    assert spec is not None and spec.submodule_search_locations
    snapshot = Path(next(iter(spec.submodule_search_locations))) / ".tld_set_snapshot"
    lines = snapshot.read_text(encoding="utf-8").splitlines()
    public = lines[: next((at for at, line in enumerate(lines) if "BEGIN PRIVATE" in line), len(lines))]
    names = (line.strip().rpartition(".")[2] for line in public if line.strip() and not line.startswith("//"))
    found = {form for name in names for form in _forms(name)}
    # People who make up an address for a history that they show around use the ending set aside for that.
    return frozenset(found) | {"example"}


# Letters of Arabic as folding writes them.
_FOLDED = str.maketrans("یکة", "يكه")


def _forms(name: str) -> tuple[str, ...]:
    """A top-level domain as people write it, as it is folded, and as machines write it."""
    return (name,) if name.isascii() else (name, name.translate(_FOLDED), f"xn--{name.encode('punycode').decode()}")


@cache
def foreign_endings() -> tuple[str, ...]:
    """The top-level domains in other letters than Latin ones."""
    return tuple(sorted(name for name in endings() if not name.isascii()))


def true_domain(view: View, start: int, end: int, plain: str) -> str:
    """The domain at a stretch of the view, known there as `plain`, in the letters under which it is registered: accents
    are a part of it, but in the name of a provider, where they can only be a disguise."""
    if view.source is None and "xn--" not in plain:
        return plain
    places = [(start + one.start(), start + one.end()) for one in _LABEL.finditer(view.text[start:end])]
    labels = plain.split(".")
    if len(places) == len(labels):
        last = len(labels) - 1
        labels = (
            [
                view.written(*place)
                if label == view.text[slice(*place)] and (at != last or not label.isascii())
                else label
                for at, (label, place) in enumerate(zip(labels, places, strict=True))
            ]
            if not _is_provider(labels)
            else labels
        )
    return ".".join(map(_decoded, labels))


_LABEL = re.compile(r"[^.]+")


def _is_provider(labels: list[str]) -> bool:
    return len(labels) >= 2 and provider_label(labels[-2]) is not None


def _decoded(label: str) -> str:
    """A label as people read it: machines write xn-- and code for letters that are no ASCII."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


@lru_cache(maxsize=4096)
def plain_domain(domain: str) -> str | None:
    """The domain as it is meant, misspelt and disguised providers corrected, or None when it is no domain."""
    labels = [SPOKEN_ENDINGS.get(one, one) for one in domain.strip(".-").split(".")]
    if len(labels) < 2 or not all(labels):
        return None
    if labels[-1] not in endings():
        labels[-1] = labels[-1].translate(_LEET)
        if labels[-1] not in endings():
            return None
        labels = [provider_label(one) or one for one in labels]
    mail = provider_label(labels[-2])
    if mail is not None and labels[-2] not in PROVIDERS:
        labels[-2] = mail
    elif not labels[-2].isascii() and labels[-1].isascii():
        return PROVIDERS.get(labels[-2], ".".join(labels))
    return ".".join(labels)


@lru_cache(maxsize=8192)
def provider_label(label: str) -> str | None:
    """The provider that a label names, exactly, in leet, or (for the great ones) with one slip of the finger."""
    if label in PROVIDERS:
        return label
    plain = re.sub(r"[.\s-]", "", label)
    for one in (
        plain,
        plain.translate(_LEET),
        plain.replace("1", "i"),
        plain.translate(_LEET).replace("l", "i"),
        plain.replace("4", "a").replace("1", "i"),
    ):
        for great in STRONG:
            if one == great or one.replace("l", "i") == great.replace("l", "i"):
                return great
    return next((great for great in STRONG[:7] if len(plain) >= 4 and one_slip(plain, great)), None)


def one_slip(written: str, meant: str) -> bool:
    """Whether one letter is missing, extra, wrong, or swapped with its neighbour."""
    if written == meant or abs(len(written) - len(meant)) > 1 or written[0] != meant[0]:
        return False
    if len(written) == len(meant):
        wrong = [at for at, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and written[wrong[0]] == meant[wrong[1]]
        return (len(meant) > 5 and len(wrong) == 1) or (swapped and written[wrong[1]] == meant[wrong[0]])
    longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
    return len(shorter) >= 4 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
