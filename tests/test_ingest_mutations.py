"""Ten faults put into the splitter, one at a time: the oracle sees each of them in the rows or the lines set aside."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from auditor.ingesting import faulty, splitting, windows
from tests import csv_world
from tests.byte_oracle import judge

# What the fault does: (module, the text in it, the text in its place).
MUTATIONS = {
    "a broken line swallows the next one": (
        splitting,
        "return BrokenLine(self.physical_lines + line + 1, window.data[place:end], tuple(faults), piece), behind",
        "return BrokenLine(self.physical_lines + line + 1, window.data[place:end], tuple(faults), piece), "
        "int(window.line_nexts[min(line + 1, len(window.line_nexts) - 1)])",
    ),
    "a broken line loses its last byte": (splitting, "window.data[place:end], tuple", "window.data[place : end - 1], tuple"),
    "line numbers are one too high": (splitting, "lines_before(starts) + self.physical_lines + 1", "lines_before(starts) + self.physical_lines + 2"),
    "after a broken line reading goes on inside of quotes": (windows, "return int(np.searchsorted(self.quotes, place)) & 1", "return 0"),
    "quotes may stand anywhere": (windows, "flags[records[records >= 0]] = True", "pass"),
    "rows may have too many fields": (faulty, "flags = filled & (cut.widths != width)", "flags = filled & (cut.widths < width)"),
    "rows may have too few fields": (faulty, "flags = filled & (cut.widths != width)", "flags = filled & (cut.widths > width)"),
    "delimiters inside of quotes count": (windows, "places = places[(quoted + base) & 1 == 0]", "pass"),
    "a CR alone ends no line": (windows, "lone = inner[(following != NEWLINE) | (inner + 1 >= size)]", "lone = inner[:0]"),
    "NUL bytes are text": (faulty, "for places in (self.nuls, self.unread):", "for places in (self.unread,):"),
    "the rest of a cut row is a row": (splitting, "may_be_rest, self._may_have_rest = self._may_have_rest, False", "may_be_rest = False"),
    "half a row above its rest is a row": (splitting, "self._row_ends.is_last_odd(window, behind)", "False"),
    "a repeated header is a row": (splitting, "        if repeated:", "        if False:"),
    "bytes that are no UTF-8 are text": (faulty, "for places in (self.nuls, self.unread):", "for places in (self.nuls,):"),
}  # fmt: skip
FILES = 400


@contextmanager
def mutated(module: ModuleType, old: str, new: str) -> Iterator[ModuleType]:
    """The splitter with one text of one module replaced; gone afterwards."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{module.__name__} no longer has {old!r}"
    fresh = {}
    for original in (windows, faulty, splitting):
        spec = spec_from_file_location(original.__name__, original.__file__)
        assert spec
        fresh[original.__name__] = module_from_spec(spec)
    before = {name: sys.modules[name] for name in fresh}
    sys.modules.update(fresh)
    try:
        for original in (windows, faulty, splitting):
            text = Path(str(original.__file__)).read_text(encoding="utf-8")
            text = text.replace(old, new) if original is module else text
            exec(compile(text, str(original.__file__), "exec"), fresh[original.__name__].__dict__)
        yield fresh[splitting.__name__]
    finally:
        sys.modules.update(before)


def differences(splitter: ModuleType) -> int:
    """In how many broken files the splitter and the oracle differ."""
    count = 0
    for seed in range(FILES):
        data, delimiter, header = csv_world.broken(seed)
        verdict = judge(data, delimiter)
        lines: list[int] = []
        broken: list[tuple[int, bytes]] = []
        for piece in splitter.Splitter(splitter.Layout(delimiter, header)).pieces(BytesIO(data)):
            if isinstance(piece, splitter.Records):
                lines += piece.lines.tolist()
            else:
                broken.append((piece.line, piece.data))
        count += lines != [line for line, _ in verdict.rows] or broken != list(verdict.broken)
    return count


def test_without_a_fault_there_is_no_difference() -> None:
    assert differences(splitting) == 0


@pytest.mark.parametrize("fault", MUTATIONS)
def test_the_oracle_sees(fault: str) -> None:
    with mutated(*MUTATIONS[fault]) as splitter:
        assert differences(splitter) > 0
