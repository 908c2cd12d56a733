"""The contract types of what an audit shows: an export, a chart, a section of the report.

Each room of `auditor/exports`, `auditor/charts` and `auditor/report/sections` holds one constant of its type. All of
them are pure functions of an AuditResult: no clock, no network, no environment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.model.results import AuditResult

# The frame of the files that reasons name, in the column source_file: some were read in earlier runs only.
NAMED_FILES = "named_files"


@dataclass(frozen=True, slots=True)
class Export:
    """One output file: its name below the output folder, what it is, and its bytes.

    A name below `private/` is rendered from unredacted data (under `--redact full`: from fully redacted data); all
    other files see the redacted result only.
    """

    filename: str
    about: str
    render: Callable[[AuditResult], bytes]

    @property
    def private(self) -> bool:
        return self.filename.startswith("private/")


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers behind a chart, for readers who cannot see it: column titles and rows of ready text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


Drawing = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: a title, what it shows in one or two sentences (the text alternative), its drawing, and its table.

    `drawing` takes from a result what the picture needs, and returns what draws it, here or in another process
    (picklable, a few rows and no whole result). What that returns is one `<svg>` element that may stand inside an HTML
    page: no document type, no style attribute, no outside address, ids that no other chart uses. `section` names the section
    of the report that shows it; a chart that names none stands with the others like it.
    """

    title: str
    description: Callable[[AuditResult], str]
    drawing: Callable[[AuditResult], Drawing]
    table: Callable[[AuditResult], ChartTable]
    section: str = "charts"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many rows the report shows (the exports always hold all of them), and the drawings that were begun before it.

    `drawings` maps the name of a chart to what gives its SVG; a chart that is not in it is drawn when it is shown.
    """

    findings: int = 300
    relationships: int = 300
    acts: int = 50
    files: int = 200
    warnings: int = 50
    snippet_characters: int = 280
    drawings: Mapping[str, Drawing] = field(default_factory=dict)

    def halved(self) -> Limits:
        """Half of everything, for an audit whose report would grow too large."""
        return Limits(
            self.findings // 2, self.relationships // 2, max(5, self.acts // 2), max(10, self.files // 2),
            max(5, self.warnings // 2), max(80, self.snippet_characters // 2), self.drawings,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report: its place, its heading, and what its template is given.

    `order` sorts sections from top to bottom; `context` must answer for an audit that found nothing at all.
    """

    order: int
    title: str
    context: Callable[[AuditResult, Limits], Mapping[str, Any]]
