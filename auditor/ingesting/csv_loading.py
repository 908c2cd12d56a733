"""CSV as text columns in DuckDB: the fast path for plain files, the slow path for all others, the same rows by both.

The fast path lets DuckDB read the file, and believes it only when the count of the bytes agrees. The slow path cuts the
bytes itself, writes what is sound to a spool file, and lets DuckDB read that.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError, StoreError
from auditor.ingesting import splitting
from auditor.ingesting.counting import ByteCounts, count
from auditor.ingesting.encodings import is_utf8
from auditor.ingesting.forms import forms_of
from auditor.ingesting.opening import is_packed, opened
from auditor.ingesting.pieces import Layout, Records
from auditor.ingesting.places import RowLines
from auditor.ingesting.planning import PlannedFile, tables
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.resyncing import resync
from auditor.ingesting.splitting import Splitter

# Not in parallel: several readers of one file take a line end inside of quotes for one between rows, and then give up.
READ = """read_csv($path, columns = $columns, auto_detect = false, header = true, delim = $delimiter, quote = '"',
    escape = '"', comment = '', strict_mode = true, parallel = false, null_padding = false, compression = $packing,
    max_line_size = $longest, buffer_size = $buffer, hive_partitioning = false)"""
LONGEST_LINE_BYTES = 1 << 21
BUFFER_BYTES = 1 << 25


Use = Callable[[RawRows], None]


def load(engine: Engine, file: PlannedFile, sha256: str, use: Use, spool: Path) -> RawRows:
    """Read the file; `use` makes `typed` of its rows. The slow path writes to `spool`.

    Raises InputFileError when the file cannot be read to its end.
    """
    return load_plain(engine, file, sha256, use) or load_resynced(engine, file, sha256, use, spool)


def load_plain(engine: Engine, file: PlannedFile, sha256: str, use: Use) -> RawRows | None:
    """The fast path; None when the file is not plain or DuckDB does not read what was counted."""
    if not is_utf8(file.encoding) or file.lines_above or not _has_text_name(file.path):
        return None
    # DuckDB reads while the bytes are counted; what it read is thrown away when the count speaks against it. A packed
    # file is counted first: nobody knows what it unpacks to.
    with ThreadPoolExecutor(1) as beside:
        counting = beside.submit(count, file.path, file.name, file.delimiter)
        supposed = _plain(file, ByteCounts(0, 0, len(file.header), RowLines.none(), 0), sha256)
        read = not is_packed(file.path) and _is_read(use, supposed)
        counts = counting.result()
    named = _layout(file).named
    if not counts or counts.width not in (len(file.header), named, 0):
        return None
    if counts.longest_bytes > splitting.LONGEST_LINE_BYTES:
        # The splitter refuses the file in words, where no memory would hold the line.
        return None
    if counts.width > named:
        # Whether something stands below a nameless last column is looked at row by row.
        return None
    raw = _plain(file, counts, sha256)
    if not read or raw.params != supposed.params:
        read = _is_read(use, raw)
    return raw if read and _is_balanced(engine, raw) else None


def load_resynced(engine: Engine, file: PlannedFile, sha256: str, use: Use, spool: Path) -> RawRows:
    """The slow path, for any file."""
    raw = resync(file, _layout(file), spool, sha256)
    raw = replace(raw, relation=READ, params=_params(spool, file.delimiter, len(raw.header), raw.params["longest"]))
    if not (_is_read(use, raw) and _is_balanced(engine, raw)):
        problem = "the database reads its rows in another way than they stand there, so none was loaded"
        raise InputFileError(file.name, problem, "export it again; if that does not help, report the file as a fault")
    return raw


def keep(engine: Engine, raw: RawRows) -> RawRows:
    """The same rows, read once into the temporary table `raw`, for profiles that look at them more than once."""
    engine.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM {raw.relation}", raw.params)
    return replace(raw, relation="raw", params={})


def _layout(file: PlannedFile) -> Layout:
    forms = forms_of(file.profile, tables()[file.profile.table], file.header)
    return Layout(file.delimiter, file.header, file.lines_above, forms)


def _plain(file: PlannedFile, counts: ByteCounts, sha256: str) -> RawRows:
    width = counts.width or len(file.header)
    params = _params(file.path, file.delimiter, width, counts.longest_bytes)
    return RawRows(
        sha256=sha256,
        size_bytes=counts.size_bytes,
        physical_lines=counts.physical_lines,
        header=file.header[:width],
        lines=counts.rows,
        relation=READ,
        params=params,
        texts=lambda rows: _texts(file, rows),
        encoding=file.encoding,
    )


def _params(path: Path, delimiter: str, width: int, longest: int) -> dict[str, object]:
    line = max(LONGEST_LINE_BYTES, longest + 1024)
    return {
        "path": glob.escape(str(path)),
        "columns": {f"c{index}": "VARCHAR" for index in range(width)},
        "delimiter": delimiter,
        "packing": "gzip" if is_packed(path) else "none",
        "longest": line,
        "buffer": max(BUFFER_BYTES, 2 * line),
    }


def _is_read(use: Use, raw: RawRows) -> bool:
    """Whether DuckDB came to the end of the file."""
    try:
        use(raw)
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.NotImplementedException):
        return False
    except StoreError:
        # Padding behind a gzip stream is nothing to the standard reader; a full disk stops the slow path as well.
        if raw.params["packing"] == "none":
            raise
        return False
    return True


def _has_text_name(path: Path) -> bool:
    """Whether the database can be told the path: bytes that are no UTF-8 stand in it as lone surrogates."""
    return not any("\ud800" <= mark <= "\udfff" for mark in str(path))


def _is_balanced(engine: Engine, raw: RawRows) -> bool:
    """Whether DuckDB read as many rows as were counted."""
    ((loaded,),) = engine.rows("SELECT count(*) FROM typed")
    return bool(loaded == len(raw.lines))


def _texts(file: PlannedFile, wanted: Sequence[int]) -> Iterator[str]:
    """The records of these rows, in rising order, by another pass over the file."""
    rest = iter(wanted)
    row, before = next(rest, None), 0
    if row is None:
        return
    with opened(file.path, file.name) as stream:
        for piece in Splitter(_layout(file)).pieces(stream):
            if not isinstance(piece, Records):
                continue
            while row is not None and row < before + len(piece.ends):
                yield piece.text(row - before).decode()
                row = next(rest, None)
            before += len(piece.ends)
            if row is None:
                return
