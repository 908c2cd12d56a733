"""Links and bare domains that lead to no more special thing: personal pages, contact forms, link hubs, short links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.domains import SPOKEN_ENDINGS, endings, foreign_endings
from auditor.detectors.parts.links import Link, links
from auditor.detectors.parts.machine_names import is_set_up
from auditor.detectors.parts.ordinary import is_word
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_FORM = re.compile(
    r"^(?:forms\.gle|(?:[\w-]+\.)?typeform\.com|(?:[\w-]+\.)?jotform\.com|tally\.so|forms\.office\.com|(?:[\w-]+\.)?wufoo\.com|airtable\.com/shr|goo\.gl/forms|docs\.google\.com/forms|surveymonkey\.com)"
)
_CONTACT = re.compile(r"/(?:contact|contacto|contato|kontakt|contactez|about-me|hire-me|get-in-touch|reach-us)\b")
_SHORT = re.compile(
    r"^(?:bit\.ly|tinyurl\.com|rebrand\.ly|cutt\.ly|t\.ly|is\.gd|shorturl\.at|goo\.gl|ow\.ly|rb\.gy|s\.id|tiny\.cc|buff\.ly|clck\.ru|short\.gy)$"
)


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Each link that is a page, with the kind of page where it is one to reach somebody by."""
    for link in links(view):
        if link.category is Category.URL and not _is_ending(view, link):
            yield Hit(
                Category.URL,
                link.start,
                link.end,
                _normalized(link),
                _kind(link),
                0.9 if link.schemed else 0.75,
                link.spoken_dot,
                Stance.MENTION if is_set_up(view.text, link.start) else None,
            )


def _is_ending(view: View, link: Link) -> bool:
    """Whether an ending that is spoken of stands behind a blank and a word: "we use .NET", "the .me and .io domains"."""
    word, _, ending = view.text[link.start : link.end].partition(".")
    first, last = view.span(link.start, link.end)
    apart = last - first == len(word) + len(ending) + len(" .")
    return apart and word.isalpha() and ending.isalpha() and (word in STOP or is_word(word))


def _normalized(link: Link) -> str:
    """Host and path; where the path is a code, in the letters as they were written, for capitals are a part of it."""
    path = link.written if _kind(link) in ("contact_form", "short_link") else link.path
    return (link.host + path).rstrip("/")


def _kind(link: Link) -> str | None:
    whole = link.host + link.path
    if _FORM.search(whole):
        return "contact_form"
    if _CONTACT.search(link.path):
        return "contact_page"
    return "short_link" if _SHORT.search(link.host) else None


DETECTOR = Detector(
    name="url",
    category=Category.URL,
    gate=(
        rf"[a-z0-9_-]\.(?:{'|'.join(sorted(one for one in endings() if one.isascii()))})(?:[^a-z0-9_-]|$)",
        r"[a-z0-9]\.[^\x00-\x7f]",
        rf"[^\x00-\x7f]\.(?:[a-z]{{2}}|{'|'.join((*SPOKEN_ENDINGS, *foreign_endings()))})",
    ),
    find=find,
    finds=(
        ("see https://petra-lind.design/work", "petra-lind.design/work"),
        ("my page is petralind dot com", "petralind.com"),
        ("petralind(.)io", "petralind.io"),
        ("petralind•io", "petralind.io"),
        ("fill forms.gle/Ab3dEf please", "forms.gle/Ab3dEf"),
        ("bit.ly/3petra", "bit.ly/3petra"),
        ("mi pagina es petra-lind punto com", "petra-lind.com"),
        ("Meine Seite: büro-lind.de", "büro-lind.de"),
        ("https://xn--bro-lind-65a.de/", "büro-lind.de"),
        ("мой сайт студия-линд.рф", "студия-линд.рф"),
        ("https://林德设计.中国", "林德设计.中国"),
    ),
    silent=(
        "run main.py and read readme.md",
        "e.g. this, i.e. that",
        "wait...what",
        "it is 3.5 now",
        "connect the dot to the line",
        "index.php fails",
        "see index.ai and logo.ai",
        "Спасибо.сайт готов",
        "谢谢.信息收到了",
    ),
)
