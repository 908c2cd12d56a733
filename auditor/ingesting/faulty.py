"""Which records of a window are unsound, and why: quotes, bytes, widths, and fields that may have moved."""

from __future__ import annotations

import numpy as np

from auditor.ingesting.pieces import Layout
from auditor.ingesting.texts import nul_places, unread_places
from auditor.ingesting.windows import Cut, Flags, Places, Window

NUL = ("E124", "the line holds NUL bytes or bytes that are no text at all")
NO_TEXT = ("E125", "the line holds bytes that are no text in the encoding of the file")
QUOTED = ("E123", "a double quote stands inside an unquoted field, or text follows a closing quote")


class Faults:
    """Which records of a window are unsound under a base, beside their width."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.nuls, self.unread = nul_places(window), unread_places(window)
        self._known: dict[int, Places] = {}
        self._indices: dict[int, Places] = {}
        self._by_fault: dict[int, list[tuple[tuple[str, str], Places]]] = {}

    def of(self, base: int) -> Places:
        """Records with a misplaced quote or with bytes that are no text."""
        if base not in self._known:
            cut = self.window.cut(base)
            flags = cut.misquoted.copy()
            for places in (self.nuls, self.unread):
                records = np.searchsorted(cut.starts, places, side="right") - 1
                flags[records[(records >= 0) & (places < cut.tail)]] = True
            self._known[base] = np.flatnonzero(flags)
        return self._known[base]

    def indices(self, base: int, cut: Cut, width: int, surplus: int, layout: Layout) -> Places:
        """All unsound records in order, wrong widths, text behind the last column and what may have moved included."""
        if base not in self._indices:
            filled = cut.ends > cut.starts
            flags = filled & (cut.widths != width)
            flags &= ~self._only_short(cut, flags, width, surplus, layout)
            for behind in range(surplus):
                last = np.maximum(cut.ends - 1 - behind, 0)
                flags |= filled & (self.window.bytes[last] != self.window.delimiter)
            flags[self.of(base)] = True
            nameless = width - surplus - layout.named
            if nameless > 0:
                flags |= self._moved(cut, filled & ~flags, nameless + surplus, layout)
            if surplus:
                pairs = zip(cut.starts.tolist(), cut.ends.tolist(), (filled & ~flags).tolist(), strict=True)
                flags |= [
                    asked and not layout.stand_in_place(self.window.data[start:end]) for start, end, asked in pairs
                ]
            self._indices[base] = np.flatnonzero(flags)
        return self._indices[base]

    def _only_short(self, cut: Cut, asked: Flags, width: int, surplus: int, layout: Layout) -> Flags:
        """Records that lack the empty fields of nameless last columns, and nothing else."""
        flags = np.zeros(len(asked), np.bool_)
        if surplus or layout.named in (1, width):
            return flags
        flags |= asked & (cut.widths == layout.named)
        # One that ends in an empty field may lack another one, and have those.
        for row in np.flatnonzero(flags & (self.window.bytes[np.maximum(cut.ends - 1, 0)] == self.window.delimiter)):
            flags[row] = layout.stand_in_place(self.window.data[int(cut.starts[row]) : int(cut.ends[row])])
        return flags

    def _moved(self, cut: Cut, asked: Flags, behind: int, layout: Layout) -> Flags:
        """Records with text below a nameless last column, which the field before it may have lost."""
        empty = np.ones(len(asked), np.bool_)
        for place in range(behind):
            empty &= self.window.bytes[np.maximum(cut.ends - 1 - place, 0)] == self.window.delimiter
        flags = np.zeros(len(asked), np.bool_)
        for row in np.flatnonzero(asked & ~empty).tolist():
            record = self.window.data[int(cut.starts[row]) : int(cut.ends[row])]
            flags[row] = layout.has_text_behind(record) and not layout.stand_in_place(record)
        return flags

    def reasons(self, start: int, end: int, base: int) -> list[tuple[str, str]]:
        """The faults of the physical line from `start` to `end`."""
        return [fault for fault, places in self._places(base) if _is_between(places, start, end)]

    def _places(self, base: int) -> list[tuple[tuple[str, str], Places]]:
        # Worked out once for a window: it can hold as many broken lines as lines.
        if base not in self._by_fault:
            wrong = self.window.quotes[self.window.wrong_quotes(base)]
            pairs = ((NUL, self.nuls), (NO_TEXT, self.unread), (QUOTED, wrong))
            self._by_fault[base] = [(fault, places) for fault, places in pairs if len(places)]
        return self._by_fault[base]


def _is_between(places: Places, start: int, end: int) -> bool:
    return bool(np.searchsorted(places, start) < np.searchsorted(places, end))


def width_fault(found: int, width: int, surplus: int) -> tuple[str, str]:
    if found == width:
        return "E121", f"the line has {found} fields, and something stands behind the last column or may have moved"
    says = f"as all other rows, the last {surplus} empty" if surplus else "as the header says"
    if found < width:
        return "E120", f"the line has {found} fields, not {width} {says}"
    return "E121", f"the line has {found} fields, more than {width} {says}"
