"""Are Python and the libraries those that the auditor was made for?"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from auditor import __version__
from auditor.model.checkups import Health, Place, Remark

OLDEST_PYTHON = (3, 11)
NAME = re.compile(r"[A-Za-z0-9._-]+")
LIMIT = re.compile(r"(>=|<|!=)\s*([0-9.]+)")


def look(place: Place) -> Iterator[Remark]:
    """One remark for Python, one for each library that is missing or of another version, one when all are fine."""
    python = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        yield Remark("Python", Health.BAD, python, "install Python 3.11 or newer")
    else:
        yield Remark("Python", Health.FINE, python)
    faults = list(_faults())
    yield from faults
    if not faults:
        yield Remark("auditor and its libraries", Health.FINE, __version__)


def _faults() -> Iterator[Remark]:
    try:
        wanted = requires("auditor") or []
    except PackageNotFoundError:
        yield Remark("auditor", Health.NOTE, "not installed as a package", "pip install . brings its libraries along")
        return
    for one in wanted:
        if "extra ==" in one or not (named := NAME.match(one)):
            continue
        try:
            here = version(named[0])
        except PackageNotFoundError:
            yield Remark(named[0], Health.BAD, "not installed", f"pip install '{one}'")
            continue
        if not fits(here, one):
            yield Remark(named[0], Health.BAD, here, f"pip install '{one}'")


def fits(here: str, requirement: str) -> bool:
    """Whether a version like 1.5.6 meets a requirement like 'duckdb>=1.5.6,!=2.0.0,<3'."""
    own = _numbers(here)
    return all(
        {">=": own >= limit, "<": own < limit, "!=": own != limit}[sign]
        for sign, limit in ((sign, _numbers(text)) for sign, text in LIMIT.findall(requirement))
    )


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in re.findall(r"\d+", text.split("+")[0])[:4])
    # 2 and 2.0.0 are the same version.
    return (*numbers, 0, 0, 0, 0)[:4]


CHECKUP = look
