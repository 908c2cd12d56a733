"""The slow path's bookkeeping: sound records into a spool file, broken lines as bad rows, every physical line counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from auditor.errors import InputFileError
from auditor.ingesting.encodings import SAMPLE_BYTES, UTF_8, Recoded, guessed, is_utf8, kept, read_as
from auditor.ingesting.opening import opened
from auditor.ingesting.pieces import BrokenLine, Layout, Records
from auditor.ingesting.places import Numbers, RowLines
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import BadRow, BadRows, RawRows
from auditor.ingesting.splitting import Splitter
from auditor.ingesting.western import may_be_western
from auditor.model.phrasing import count as counted

REMEDY = "repair that line in private/quarantine.csv or in the export"
NAME_IT = f"name the file's encoding with --encoding NAME (for example --encoding {{}}), or {REMEDY}"
JOIN = "if both lines are one row, write it so in the export, in double quotes the text that goes over both; else repair the line that is none"
BLOCK_BYTES = 1 << 22
# DuckDB takes the first line end that it meets for that of the whole file, also one inside of quotes: so a line stands on top.
TOP = b"rows\n"


def resync(file: PlannedFile, layout: Layout, spool: Path, sha256: str) -> RawRows:
    """Cut the file and write its sound records to `spool`, in UTF-8. `relation` is still to be set by the caller.

    Raises InputFileError when the file cannot be read to its end.
    """
    encoding = _encoding(file)
    splitter, kept, bad = Splitter(layout), _Kept(len(TOP)), BadRows(spool.parent)
    with opened(file.path, file.name, encoding) as stream, spool.open("wb") as sink:
        sink.write(TOP)
        try:
            for piece in splitter.pieces(stream):
                if isinstance(piece, Records):
                    kept.write(piece, sink)
                else:
                    bad.append(_bad_row(piece, UTF_8 if piece.line in _utf8_lines(stream) else encoding))
        except InputFileError as error:
            raise InputFileError(file.name, error.problem, error.remedy, error.line) from error
    return RawRows(
        sha256=sha256,
        size_bytes=kept.bytes_written,
        physical_lines=splitter.physical_lines,
        header=layout.header[: splitter.columns],
        lines=RowLines.joined(kept.lines),
        relation="",
        params={"longest": kept.longest},
        texts=lambda rows: kept.texts(spool, rows, layout.delimiter * splitter.surplus),
        bad=bad,
        encoding=encoding,
        said=_said(file, splitter, encoding, _utf8_lines(stream)),
        remarks=len(splitter.remarks),
    )


@dataclass(slots=True)
class _Kept:
    """What was written to the spool: where each part of it begins and which lines its rows had."""

    bytes_written: int
    rows: int = 0
    longest: int = 0
    lines: list[RowLines] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)
    ends: list[Numbers] = field(default_factory=list)
    added: list[Numbers] = field(default_factory=list)

    def write(self, records: Records, sink: BinaryIO) -> None:
        sink.write(records.data)
        self.lines.append(RowLines.of(records.lines, self.rows))
        self.ends.append(records.ends + self.bytes_written)
        self.added.append(np.zeros(len(records.ends), np.int64) if records.added is None else records.added)
        self.longest = max(self.longest, int(np.diff(records.ends, prepend=0).max()))
        self.rows += len(records.ends)
        self.bytes_written = int(self.ends[-1][-1])

    def texts(self, spool: Path, rows: Sequence[int], behind: str) -> Iterator[str]:
        """Records as they stand in the file: what was taken off behind them is put on again, and what was put on is left out."""
        ends = np.concatenate([np.array([len(TOP)], np.int64), *self.ends])
        added = np.concatenate([np.zeros(0, np.int64), *self.added])
        with spool.open("rb") as stream:
            for row in rows:
                stream.seek(int(ends[row]))
                yield stream.read(int(ends[row + 1] - ends[row] - added[row]) - 1).decode() + behind


def _encoding(file: PlannedFile) -> str:
    """The encoding of the file as a whole: its start may be plain where a later line is not."""
    if file.encoding != UTF_8 or file.encoding_declared:
        return file.encoding
    return guessed(_sample(file)) or UTF_8


def _sample(file: PlannedFile) -> bytes:
    """Lines with more than ASCII in them, from the start of the file on, up to a limit."""
    lines: list[bytes] = []
    size = 0
    with opened(file.path, file.name) as stream:
        while size < SAMPLE_BYTES and (block := stream.read(BLOCK_BYTES)):
            if not block.isascii():
                found = [line for line in block.splitlines()[1:-1] or [block] if not line.isascii()]
                lines += found
                size += sum(map(len, found))
    return b"\n".join(lines)


def _bad_row(line: BrokenLine, encoding: str) -> BadRow:
    text, exact = kept(line.data, encoding)
    name_it = NAME_IT.format("cp1252" if is_utf8(encoding) and may_be_western(line.data) else "shift_jis")
    remedies = {"E125": name_it, "E127": JOIN}
    reasons = tuple((code, f"{code} {problem} -> {remedies.get(code, REMEDY)}") for code, problem in line.faults)
    return BadRow(line.line, text, reasons, exact)


def _utf8_lines(stream: BinaryIO) -> set[int]:
    return stream.utf8_lines if isinstance(stream, Recoded) else set()


def _said(file: PlannedFile, splitter: Splitter, encoding: str, utf8_lines: set[int]) -> tuple[str, ...]:
    said = []
    if encoding != file.encoding or not (is_utf8(encoding) or file.encoding_declared):
        said.append(read_as(file.name, encoding))
    if utf8_lines:
        said.append(
            f"{file.name}:{min(utf8_lines)}: {counted(len(utf8_lines), 'line')} of the file are text in UTF-8 and read so, the others"
            f" as {encoding} -> nothing is to be done"
        )
    if splitter.repeated_headers:
        count, first = len(splitter.repeated_headers), splitter.repeated_headers[0]
        said.append(f"{file.name}:{first}: {count} line(s) repeat the header and are no rows -> nothing is to be done")
    if splitter.remarks:
        count, first = len(splitter.remarks), splitter.remarks[0]
        said.append(
            f"{file.name}:{first}: {count} line(s) begin with # and are remarks: read and known, and nothing of them is loaded"
        )
    if splitter.surplus:
        said.append(
            f"{file.name}: every row ends in {splitter.surplus} empty field(s) more than the header has -> nothing is to be done"
        )
    if splitter.lines_above:
        said.append(
            f"{file.name}:1: {splitter.lines_above} line(s) above the header are no rows -> nothing is to be done"
        )
    return tuple(said)
