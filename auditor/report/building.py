"""Builds report.html: sections in their order, one style, one script, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor import rooms
from auditor.errors import RoomError
from auditor.model.phrasing import amount, count, long_day, short_day
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult
from auditor.model.visible import shorten, visible
from auditor.report import sections, wording

FOLDER = Path(__file__).resolve().parent
# Larger files are slow to open and refused by mail servers.
MOST_BYTES = 2_000_000
TITLE_CHARACTERS = 80
# No text of the page is longer, be a name or an id of an export a megabyte; the exports hold it whole. Its beginning stays,
# so that it can be searched for.
LONGEST_TEXT, SHORTEST_TEXT = 4_000, 160


@dataclass(frozen=True, slots=True)
class Rendered:
    """One section as it stands in the page."""

    name: str
    title: str
    body: Markup


def build_report(result: AuditResult, limits: Limits | None = None) -> bytes:
    """The whole report in at most MOST_BYTES, with fewer rows where there are too many; UTF-8.

    `result` must be redacted already. Equal results give equal bytes.
    """
    limits = limits or Limits()
    rooms, longest = discover_sections(), LONGEST_TEXT
    while True:
        page = _page(make_environment(longest), rooms, result, limits).encode("utf-8", "backslashreplace")
        if len(page) <= MOST_BYTES or limits.findings <= 1:
            return page
        limits, longest = limits.halved(), max(SHORTEST_TEXT, longest // 2)


def discover_sections() -> dict[str, Section]:
    """Every section by its folder's name, in the order of the page. Raises RoomError for a folder without SECTION."""
    found: dict[str, Section] = {}
    for info in pkgutil.iter_modules(sections.__path__):
        module = import_module(f"{sections.__name__}.{info.name}.section")
        if not hasattr(module, "SECTION"):
            raise RoomError(f"{module.__file__}: defines no SECTION -> add it; each folder here is one section")
        found[info.name] = module.SECTION
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def warm() -> None:
    """Load all that redacts and renders, and make the templates ready for a report of the usual length."""
    import_module("auditor.redacting")
    rooms.discover("auditor.charts", "CHART")
    environment = make_environment()
    for name in discover_sections():
        environment.get_template(f"sections/{name}/section.html.j2")
    environment.get_template("base.html.j2")


def render_section(
    environment: Environment, name: str, section: Section, result: AuditResult, limits: Limits
) -> Markup:
    """One section's HTML; its template sees its own context and nothing else."""
    template = environment.get_template(f"sections/{name}/section.html.j2")
    # The template escapes everything that it is given.
    return Markup(template.render({**section.context(result, limits)}))


@cache
def make_environment(longest: int = LONGEST_TEXT) -> Environment:
    """Templates that escape everything, show what hides, and fail on a name that is not there; compiled once a process."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, finalize=partial(_shown, longest),
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"long_day": long_day, "short_day": short_day, "amount": amount, "count": count}
    environment.globals |= {"severity_title": wording.severity_title, "client_label": wording.client_label}
    return environment


def _shown(longest: int, value: Any) -> Any:
    return visible(shorten(value, longest)) if isinstance(value, str) and not isinstance(value, Markup) else value


def _page(environment: Environment, rooms: Mapping[str, Section], result: AuditResult, limits: Limits) -> str:
    style, script = (_asset(name) for name in ("style.css", "script.js"))
    rendered = [
        Rendered(name, section.title, render_section(environment, name, section, result, limits))
        for name, section in rooms.items()
    ]
    return environment.get_template("base.html.j2").render(
        title=_title(result),
        about=result.about,
        policy=content_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        # A section that has nothing to say in this audit has no place in it.
        sections=[one for one in rendered if one.body.strip()],
        masked=wording.redaction_sentence(result.redaction),
        version=result.version,
    )


def _title(result: AuditResult) -> str:
    about = f"Your work with {result.about}" if result.about else count(len(result.eligibility), "client relationship")
    return f"{shorten(about, TITLE_CHARACTERS)} as of {long_day(result.as_of)}"


def content_policy(style: str, script: str) -> str:
    """The content security policy of the page: its one style and its one script by hash, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _asset(name: str) -> str:
    # Browsers hash the text with line feeds, whatever line ends a checkout gave the file.
    return (FOLDER / name).read_text(encoding="utf-8").replace("\r\n", "\n")
