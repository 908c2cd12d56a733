"""Names that tell files apart unopened: what could be read as data, and what an audit wrote."""

from __future__ import annotations

from pathlib import Path

CSV_SUFFIXES = frozenset({".csv", ".tsv"})
JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
OFX_SUFFIXES = frozenset({".ofx", ".qfx"})
PARQUET_SUFFIX = ".parquet"
ARCHIVE_SUFFIX = ".zip"

# Whatever lies beside it was written by an audit, and is never read as its input.
OUTPUT_MARKER = ".auditor-output"
OUTPUT_MARKER_TEXT = (
    b"This folder holds results of auditor. Audits skip it, so that they never read their own results.\n"
)
PRIVATE = "private"
TEMPORARY = ".auditor-tmp-"


def kind_suffix(path: Path) -> str:
    """`.csv` for both `a.csv` and `a.csv.gz`, in lower case."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def is_data_name(name: str) -> bool:
    """Whether a name has a suffix of a data file, packed by gzip or not; archives do not count."""
    return kind_suffix(Path(name)) in CSV_SUFFIXES | JSON_SUFFIXES | OFX_SUFFIXES or is_parquet(Path(name))


def is_input_name(name: str) -> bool:
    """Whether a name has a suffix of a data file or of an archive of them."""
    return is_data_name(name) or kind_suffix(Path(name)) == ARCHIVE_SUFFIX


def is_parquet(path: Path) -> bool:
    """Whether the name says that it is Parquet, which is packed inside and never by gzip as well."""
    return path.suffix.lower() == PARQUET_SUFFIX
