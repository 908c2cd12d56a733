"""A real browser over a report: Debian's Chromium driven by Playwright; what it complained about and asked for is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).resolve().parents[2]
# `make browser` puts it there; it is no part of the program and never copied into it.
AXE = TOP / ".tools" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable")


@dataclass(slots=True)
class Seen:
    """What a page did besides showing itself: messages of its console, errors, addresses asked for, dialogs opened."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.console or self.errors or self.requests or self.dialogs)


def axe_source() -> str:
    """axe-core as it was installed; skips the test where it is not."""
    place = Path(os.environ.get("AUDITOR_AXE", AXE))
    if not place.is_file():
        pytest.skip("axe-core is not installed -> make browser")
    return place.read_text(encoding="utf-8")


@contextmanager
def browser() -> Iterator[Any]:
    """A running Chromium; skips the test where Playwright or Chromium is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed -> pip install -e '.[dev]'")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine -> make browser")
    # Root (in a container) has no sandbox of its own.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with api.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=flags)
        yield running
        running.close()


@contextmanager
def opened(running: Any, report: Path, **options: Any) -> Iterator[tuple[Any, Seen]]:
    """The report in a page of its own; `options` are those of a browser context (viewport, color_scheme, …)."""
    seen = Seen()
    context = running.new_context(**options)
    page = context.new_page()
    page.on("console", lambda one: seen.console.append(one.text))
    page.on("pageerror", lambda one: seen.errors.append(str(one)))
    page.on("request", lambda one: seen.requests.append(one.url))
    page.on("dialog", lambda one: (seen.dialogs.append(one.message), one.dismiss()))
    page.goto(report.as_uri())
    seen.requests = [url for url in seen.requests if url != report.as_uri()]
    yield page, seen
    seen.requests = [url for url in seen.requests if url.partition("#")[0] != report.as_uri()]
    context.close()
