"""Apps by name, nickname and disguise: read from apps.toml and payments.toml, and found in a view."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import re2

from auditor.lexicons.regions import likely
from auditor.model.detections import View
from auditor.patterns import any_of, options, portable

_SEPARATOR = r"[ .*_~-]?"
_LEET = {
    "a": "[a4@]",
    "e": "[e3]",
    "i": "[i1!l|]",
    "o": "[o0]",
    "s": "[s5$]",
    "t": "[t7]",
    "l": "[l1i|]",
    "g": "[g9]",
    "b": "[b8]",
    "z": "[z2]",
}
# How Cyrillic letters are bent: by digits and signs, and by the Latin letters that look or sound like them.
_BENT_CYRILLIC = {
    "а": "[аa@4]", "б": "[б6b]", "в": "[вvb8]", "г": "[гg]", "д": "[дd]", "е": "[еe3]", "з": "[з3z]", "и": "[иi1u]", "і": "[іi1]",
    "к": "[кk]", "л": "[лl]", "м": "[мm]", "о": "[оo0]", "п": "[пp]", "р": "[рrp]", "с": "[сcs$5]", "т": "[тt7]", "у": "[уyu]",
    "х": "[хxh]", "ц": "[цc]",
}  # fmt: skip
# What languages put to a foreign name: Turkish cases and persons, Polish cases, Malay and Tagalog persons, Bengali cases,
# and the endings that make a verb of it.
_ENDINGS = (
    r"'?(?:[dt][ae]n?|[iu]m(?:[dt][ae]n?|[ae])?|[iu]n(?:[dt][ae]n?|[iu])?|[dt][ae]y[iu]m|y?[iuae]|[yl][ae])|"
    r"ie|zie|em|iem|owi|y|ach|ku|mu|nya|ko|mo|an|er|r|ti|s|ed|'d|d|ing|e[nr]|st|e?a(?:me|nos|te|lo|rme|rte|r|s|mos)?|ea|eo"
)


@dataclass(frozen=True, slots=True, eq=False)
class App:
    """One app: `names` are matched through spacing, leet and endings, `exact` and `stems` as they stand (over folded text).

    `shy` names are ordinary words as well, or two letters: they count only with a cue or a handle. Money or calls reach
    somebody there by a number (`by_number`), in the country `dialled` where it is a telephone number. `local` names mean
    something else in other languages than that country's.
    """

    kind: str
    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    shy: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    by_number: bool = False
    dialled: str | None = None

    def pattern(self) -> str:
        """One regular expression for all names, in the syntax common to Python and Rust."""
        names = [rf"(?:{'|'.join(map(tolerant, self.names))})(?:{_ENDINGS})?"] if self.names else []
        ascii_words = [*names, *(one for one in (*self.exact, *self.local) if one.isascii())]
        others = [one for one in (*self.exact, *self.shy) if not one.isascii()]
        shy = [one for one in self.shy if one.isascii()]
        # ASCII boundaries: between Chinese characters and a Latin name there is one as well.
        words = [rf"(?a:\b)(?:{'|'.join([*ascii_words, *shy])})(?a:\b)"] if ascii_words or shy else []
        bent = [form for stem in self.stems for form in _bent(stem)]
        stems = [rf"\b(?:{'|'.join([*self.stems, *bent])})[\u0430-\u045f]{{0,3}}\b"] if self.stems else []
        return "|".join([*words, *stems, *others])


@cache
def apps(file: str, group: str | None = None) -> tuple[App, ...]:
    """The apps of one file beside this one, or of one group in it, in the order in which they stand there."""
    content: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    words = {"end": _ENDINGS, **content.get("words", {})}
    return tuple(_app(kind, entry, words) for kind, entry in (content[group] if group else content).items())


def _app(kind: str, entry: Mapping[str, Any], words: Mapping[str, str]) -> App:
    def filled(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda one: words[one[1]], pattern)

    lists = {key: tuple(map(filled, entry.get(key, ()))) for key in ("names", "exact", "stems", "shy", "local")}
    return App(entry.get("kind", kind), **lists, by_number=entry.get("by_number", False), dialled=entry.get("dialled"))


def tolerant(name: str) -> str:
    """A pattern for a name with a separator anywhere, doubled letters and leet: w.h.a.t.s app, p@yp4l."""
    return _SEPARATOR.join(_LEET.get(letter, letter) + "{1,2}" for letter in name)


def _bent(stem: str) -> Iterator[str]:
    """Patterns for a name in Cyrillic letters with digits and Latin letters among them, and with each letter apart: two
    words that are only cut elsewhere ("те легли") are no name."""
    letters = [_BENT_CYRILLIC.get(letter, letter) for letter in stem]
    if len(stem) >= 5 and " " not in stem:
        yield "[.*_~-]?".join(letters)
        yield r"[ .*_~-]".join(letters)


@dataclass(frozen=True, slots=True)
class Named:
    """An app named at text[start:end]; `plain` when it is written as usual, `shy` when the word may mean another,
    `bent` when a case ending says "by" or "on" it."""

    start: int
    end: int
    app: App
    plain: bool
    shy: bool
    bent: bool = False

    @property
    def kind(self) -> str:
        return self.app.kind


_BENT = re.compile(r"(?:'?[dt][ae]n?|'?[iu]m[dt][ae]n?|ie|zie|iem|ea\w{0,4})$|[\u0430-\u045f](?:ом|ем|ой|ою|е|і)$")


@cache
def _compiled(app: App) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str], frozenset[str]]:
    shy = re.compile("|".join(app.shy)) if app.shy else None
    usual = re.compile(
        "|".join(
            f"(?:{one})"
            for one in (*(f"{name}s?(?:{_ENDINGS})?" for name in app.names), *app.exact, *app.local, *app.shy)
        )
    )
    return re.compile(app.pattern()), shy, usual, frozenset((*app.names, *app.stems))


@cache
def _sieve(apps: tuple[App, ...]) -> Any:
    """Says in one pass which of the apps could be named in a text: most are not, and their patterns are long."""
    sieve = re2.Set.SearchSet(options())
    for app in apps:
        sieve.Add(portable(app.pattern()).encode())
    sieve.Compile()
    return sieve


@cache
def _some(apps: tuple[App, ...]) -> Any:
    return any_of(app.pattern() for app in apps)


def _could_be(text: str, apps: tuple[App, ...]) -> Iterator[App]:
    data = text.encode()
    if _some(apps).search(data) is None:
        return iter(())
    found = _sieve(apps).Match(data)
    # A set that runs out of memory finds nothing; then all apps are tried.
    return (apps[at] for at in sorted(found)) if found else iter(apps)


def apps_in(text: str, apps: tuple[App, ...]) -> Iterator[App]:
    """Those of the apps whose name stands in a folded text."""
    return (app for app in _could_be(text, apps) if _compiled(app)[0].search(text) is not None)


# Digits for letters, marks through letters, and more accents than a word of any language has.
_DIGITS_WITHIN = re.compile(r"[a-z]\d|\d[a-z]{2}")
_STRUCK = re.compile("[\u0334-\u0338\u20d0-\u20ff]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
MOST_ACCENTS = 2


def _is_dressed(view: View, one: re.Match[str], roots: frozenset[str]) -> bool:
    """Whether a name that is known in disguise is written so: "venm0", "ťéłęğřàm", "ppAstahW"."""
    written = one.group()
    if _DIGITS_WITHIN.search(written) is not None and written not in roots:
        return True
    if len(written) > 4 and written not in roots and written[::-1] in roots:
        return True
    if view.source is None:
        return False
    source = view.source[slice(*view.span(one.start(), one.end()))]
    return _STRUCK.search(source) is not None or len(_ACCENTED.findall(source)) > MOST_ACCENTS


_NUMBER_BESIDE = re.compile(r"\d[\d .-]{5,}\d")


def _is_elsewhere(app: App, text: str, one: re.Match[str]) -> bool:
    """Whether a name that is one only in its country stands in another language, and beside no number."""
    if not any(re.fullmatch(name, one.group()) for name in app.local):
        return False
    near = text[max(0, one.start() - 40) : one.end() + 40]
    return app.dialled not in likely(text) and _NUMBER_BESIDE.search(near) is None


def named(view: View, apps: tuple[App, ...]) -> Iterator[Named]:
    """Every place where one of the apps is named."""
    for app in _could_be(view.text, apps):
        pattern, shy, usual, roots = _compiled(app)
        for one in pattern.finditer(view.text):
            written = one.group()
            if app.local and _is_elsewhere(app, view.text, one):
                continue
            modest = shy is not None and shy.fullmatch(written) is not None
            # What must follow some names stands behind them: wire (me the rest).
            whole = usual.match(view.text, one.start())
            at_place = whole is not None and whole.end() == one.end()
            usually = (
                at_place
                or usual.fullmatch(written)
                or usual.fullmatch(written.replace(" ", "", 1))
                or not written.isascii()
            )
            plain = bool(usually) and not view.is_hidden(one.start(), one.end()) and not _is_dressed(view, one, roots)
            bent = not modest and written not in roots and _BENT.search(written) is not None
            yield Named(one.start(), one.end(), app, plain, modest, bent)
