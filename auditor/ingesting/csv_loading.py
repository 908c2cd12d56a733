"""The fast path of CSV: DuckDB reads all columns as text, and the counts of the bytes must agree with what it read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import duckdb

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.counting import ByteCounts, first_uneven_line
from auditor.ingesting.opening import is_packed, opened
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows

LONGEST_LINE_BYTES = 1 << 21
REPAIR = "repair that line, or export the file again; nothing of it was loaded"


READ = """read_csv($path, columns = $columns, auto_detect = false, header = true, delim = $delimiter, quote = '"',
    escape = '"', comment = '', strict_mode = true, null_padding = false, compression = $packing, max_line_size = $longest)"""


def source(file: PlannedFile, counts: ByteCounts) -> RawRows:
    """The rows of the file, not read yet. Raises InputFileError, with its counts, when its bytes do not balance."""
    _check_quotes(file, counts)
    width = _width(file, counts)
    params = {
        "path": str(file.path),
        "columns": {f"c{index}": "VARCHAR" for index in range(width)},
        "delimiter": file.delimiter,
        "packing": "gzip" if is_packed(file.path) else "none",
        "longest": max(LONGEST_LINE_BYTES, counts.longest_bytes + 1024),
    }
    return RawRows(
        sha256=counts.sha256,
        size_bytes=counts.size_bytes,
        physical_lines=counts.physical_lines,
        header=file.header[:width],
        lines=counts.lines[1:],
        relation=READ,
        params=params,
        texts=_texts(file, counts),
    )


def keep(engine: Engine, raw: RawRows) -> RawRows:
    """The same rows, read once into the temporary table `raw`, for profiles that look at them more than once."""
    engine.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM {raw.relation}", raw.params)
    return replace(raw, relation="raw", params={})


@contextmanager
def balanced(engine: Engine, file: PlannedFile, counts: ByteCounts) -> Iterator[None]:
    """Inside, `typed` is made of the file. Raises InputFileError when the reader stops, or when it and the bytes differ."""
    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise _unbalanced(file, counts, "the reader stopped") from error
    ((loaded,),) = engine.rows("SELECT count(*) FROM typed")
    if loaded != counts.records - 1:
        raise _unbalanced(file, counts, f"{loaded} rows were read")


def _check_quotes(file: PlannedFile, counts: ByteCounts) -> None:
    if counts.bare_quote_line:
        problem = "a double quote stands inside an unquoted field, or text follows a closing quote"
        raise InputFileError(file.name, problem, REPAIR, counts.bare_quote_line)
    if counts.open_quote:
        problem = f"a double quote is opened here and never closed ({_counted(counts)})"
        raise InputFileError(file.name, problem, REPAIR, int(counts.lines[-1]))
    if counts.newline_fault_line:
        problem = "the line ends in another way than the first one (CR LF, LF or CR are mixed)"
        raise InputFileError(file.name, problem, REPAIR, counts.newline_fault_line)


def _width(file: PlannedFile, counts: ByteCounts) -> int:
    # Some exports add delimiters at the end of the header alone; the counts of the whole file say which it is.
    rows = counts.records - 1
    body = counts.delimiters - (len(file.header) - 1)
    named = len(file.header)
    while named > 1 and not file.header[named - 1].strip():
        named -= 1
    for width in dict.fromkeys((len(file.header), named)):
        if body == rows * (width - 1):
            return width
    raise _unbalanced(file, counts, f"{body} delimiters in them, not {rows * (named - 1)}")


def _unbalanced(file: PlannedFile, counts: ByteCounts, found: str) -> InputFileError:
    width = len([name for name in file.header if name.strip()])
    line = first_uneven_line(file.path, file.name, file.delimiter, counts, width)
    problem = f"rows and columns do not balance: {_counted(counts)}, {width} columns, but {found}"
    return InputFileError(file.name, problem, REPAIR, line)


def _counted(counts: ByteCounts) -> str:
    return f"{counts.physical_lines} lines, {max(counts.records - 1, 0)} rows below the header"


def _texts(file: PlannedFile, counts: ByteCounts) -> Callable[[Sequence[int]], list[str]]:
    def texts(rows: Sequence[int]) -> list[str]:
        found = []
        with opened(file.path, file.name) as stream:
            for row in rows:
                start, end = int(counts.starts[row + 1]), int(counts.ends[row + 1])
                stream.seek(start)
                found.append(stream.read(end - start).decode("utf-8"))
        return found

    return texts
