"""report.pdf: the same page for those who need paper, laid out by WeasyPrint (the extra `pdf`)."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec

from auditor.errors import UsageError

EXTRA = "weasyprint"


def refuse_without_extra() -> None:
    """Raise UsageError where the library is not there, before any work is done."""
    if find_spec(EXTRA) is None:
        raise UsageError(
            "--pdf: WeasyPrint is not installed -> pip install 'auditor[pdf]', or print report.html from a browser"
        )


def to_pdf(page: bytes) -> bytes:
    """The page as a PDF; equal pages give equal bytes, and nothing is fetched for it."""
    import weasyprint

    html = weasyprint.HTML(string=page.decode("utf-8"), url_fetcher=_refuse)
    pdf: bytes = html.write_pdf(pdf_identifier=hashlib.sha256(page).digest()[:16])
    return pdf


def _refuse(url: str, *given: object, **named: object) -> dict[str, object]:
    raise ValueError(f"{url}: the report fetches nothing")
