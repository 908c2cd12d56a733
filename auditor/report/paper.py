"""report.pdf: the same page for those who need paper, laid out by WeasyPrint (the extra `pdf`)."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from auditor.errors import UsageError

EXTRA = "weasyprint"
STYLE = Path(__file__).with_name("paper.css")
# How far from the end of the file the identifier stands, at most; behind it comes nothing but a short table.
TAIL_BYTES = 65_536


def refuse_without_extra() -> None:
    """Raise UsageError where the library is not there or cannot be loaded, before any work is done."""
    if find_spec(EXTRA) is None:
        raise UsageError(
            "--pdf: WeasyPrint is not installed -> pip install 'auditor[pdf]', or print report.html from a browser"
        )
    try:
        import_module(EXTRA)
    except OSError as error:
        # It sets text by libraries of the system, which pip does not bring.
        problem = str(error).partition("\n")[0][:200]
        remedy = "install Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
        raise UsageError(
            f"--pdf: WeasyPrint cannot be loaded ({problem}) -> {remedy}, or print report.html from a browser"
        ) from error


def to_pdf(page: bytes) -> bytes:
    """The page as a PDF; equal pages give equal bytes, and nothing is fetched for it."""
    import weasyprint

    html = weasyprint.HTML(string=page.decode("utf-8"), url_fetcher=_refuse)
    paper = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"))
    pdf: bytes = html.write_pdf(stylesheets=[paper], pdf_identifier=_identifier(page))
    return pdf


def is_of(pdf: Path, page: bytes) -> bool:
    """Whether the PDF was made of this page: its text is compressed, but it bears the page's identifier."""
    # As PDF writes marks in a string.
    wanted = b"/ID [(" + re.sub(rb"([\\()])", rb"\\\1", _identifier(page)) + b")"
    with pdf.open("rb") as stream:
        stream.seek(max(0, pdf.stat().st_size - TAIL_BYTES))
        return wanted in stream.read()


def _identifier(page: bytes) -> bytes:
    return hashlib.sha256(page).digest()[:16]


def _refuse(url: str, *given: object, **named: object) -> dict[str, object]:
    raise ValueError(f"{url}: the report fetches nothing")
