"""report.pdf by the library itself: `make browser` installs it; without it these tests are left out, with the reason."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from auditor.report import paper
from auditor.report.building import build_report
from tests import invented
from tests.bench.run import TOP
from tests.support.running import auditor

weasyprint = pytest.importorskip(
    "weasyprint", reason="the extra is not installed -> pip install -e '.[pdf]'", exc_type=(ImportError, OSError)
)
SAMPLE = TOP / "reports" / "sample" / "report.html"
# 94 are filled today, every fold of a relationship opened; set with a letter a line one client alone filled 24.
MOST_PAGES, OF_ONE_CLIENT = 120, 12


def pages(page: bytes) -> list[Any]:
    style = weasyprint.CSS(string=paper.STYLE.read_text(encoding="utf-8"))
    return list(weasyprint.HTML(string=page.decode("utf-8")).render(stylesheets=[style]).pages)


def texts(page: Any) -> list[str]:
    """The runs of text that were set on a page, without the ends of lines between them."""
    return [box.text for box in page._page_box.descendants() if hasattr(box, "text")]


def test_a_pdf_is_written_beside_the_page(tmp_path: Path) -> None:
    store = tmp_path / "store.duckdb"
    assert auditor("ingest", TOP / "sample_data", "--db", store).status == 0
    out = tmp_path / "about"
    made = auditor("report", "--db", store, "--as-of", "2026-06-30", "--about", "cl-willow", "--out", out, "--pdf")
    assert made.status == 0, made.err
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
    assert len(pages((out / "report.html").read_bytes())) <= OF_ONE_CLIENT


def test_the_whole_report_fits_on_pages_and_is_the_same_twice() -> None:
    page = SAMPLE.read_bytes()
    first = paper.to_pdf(page)
    assert first == paper.to_pdf(page)
    assert 3 < len(pages(page)) <= MOST_PAGES


def test_the_table_beside_each_picture_stands_on_paper_too() -> None:
    page = build_report(invented.result(6, 20))
    figures = page.decode("utf-8").split('<figure class="chart"')[1:]
    cells = [cell for one in figures for cell in re.findall("<td>([^<]+)</td>", one.partition("</figure>")[0])]
    written = "".join(text for one in pages(page) for text in texts(one)).replace(" ", "")
    assert len(cells) > 50
    assert [cell for cell in cells if unescape(cell).replace(" ", "") not in written] == []


def test_a_library_that_cannot_be_loaded_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise OSError(f"cannot load library of {name}")

    monkeypatch.setattr(paper, "import_module", fail)
    with pytest.raises(paper.UsageError, match="libpango"):
        paper.refuse_without_extra()
