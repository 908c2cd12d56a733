"""Renders every output and puts them into the output folder: all of them, or none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from auditor import rooms
from auditor.crew import ALONE, Crew
from auditor.errors import AuditorError, UsageError
from auditor.heeding import interrupts_dropped
from auditor.model import places
from auditor.model.reporting import Chart, Limits
from auditor.model.results import AuditResult
from auditor.model.words import Redaction
from auditor.report.paper import to_pdf
from auditor.restoring import gone_on_success, restored_on_failure, sweep_kept

MARKER, MARKER_TEXT = places.OUTPUT_MARKER, places.OUTPUT_MARKER_TEXT
PRIVATE, TEMPORARY = places.PRIVATE, places.TEMPORARY
REPORT = "report.html"
PAPER = "report.pdf"
# Written by runs on Spark alone. The rows hold ids and values as they are, and all but private/ is made to be shared.
TABLES, TOTALS = f"{PRIVATE}/tables", "totals.json"
# With the id of the run that erased behind it: no receipt takes the place of another.
RECEIPT = "forgotten-"
# A reader that sees a new summary may rely on all other files being new.
LAST = "summary.json"
INPUT_SUFFIXES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".gz", ".zip", ".parquet"})


class PublishError(AuditorError):
    """The outputs could not be written; those of an earlier run are as they were."""


@dataclass(frozen=True, slots=True)
class Published:
    """What an audit wrote: the folder, the paths in it, sorted, and the result as it was shown, redacted."""

    out: Path
    paths: tuple[Path, ...]
    shown: AuditResult


def publish(result: AuditResult, out: Path, level: Redaction, crew: Crew = ALONE, *, pdf: bool = False) -> Published:
    """Write every output of one audit into the folder `out`.

    `result` is unredacted. Everything is written under temporary names first, and renamed at the end, so that an interrupt or a
    full disk leaves the folder as it was; an interrupt during the renames comes too late and is dropped.
    Raises PublishError (exit status 4) when the folder cannot be written, UsageError for a folder of somebody's exports.
    """
    from auditor.redacting import redact

    check_folder(out)
    shown = redact(result, level, crew)
    made: list[Path] = []
    ours = is_output_folder(out)
    try:
        _open_folder(out, made)
        sweep(out)
        written = _write_temporaries(out, _render(result, shown, crew, pdf=pdf))
        try:
            with interrupts_dropped(), restored_on_failure([*written.values(), out / PAPER]):
                # A paper of an earlier run is of other data, and perhaps masked less.
                _rename(written, [out / PAPER] if ours and not pdf else [])
                made.clear()
        finally:
            _remove(written)
    except OSError as error:
        raise PublishError(
            f"{error.filename or out}: {error.strerror or error} -> free space, or name a folder that can be written with --out"
        ) from error
    finally:
        _remove_folders(made)
    return Published(out, tuple(sorted(path for path in written.values() if path.name != MARKER)), shown)


def render_all(result: AuditResult, level: Redaction) -> dict[str, bytes]:
    """The bytes of every output by its name below the folder; nothing is written."""
    from auditor.redacting import redact

    contents = _render(result, redact(result, level), ALONE)
    return dict(sorted(contents, key=lambda item: (item[0] == LAST, item[0])))


def _render(result: AuditResult, shown: AuditResult, crew: Crew, *, pdf: bool = False) -> Iterator[tuple[str, bytes]]:
    """Each output by its name below the folder, made when it is asked for: together they take half a gigabyte."""
    from auditor.report.building import build_report

    charts: Mapping[str, Chart] = rooms.discover("auditor.charts", "CHART")
    # Drawing takes longest, and nothing waits for it but the report.
    drawings = {name: crew.later(chart.drawing(shown)) for name, chart in charts.items()}
    # Whoever repairs an export needs it as it is; only full redaction reaches into private/.
    own = shown if shown.redaction is Redaction.FULL else result
    yield MARKER, MARKER_TEXT
    for export in rooms.discover("auditor.exports", "EXPORT").values():
        yield export.filename, export.render(own if export.private else shown)
    report = build_report(shown, Limits(drawings=drawings))
    yield REPORT, report
    if pdf:
        yield PAPER, to_pdf(report)


def check_folder(out: Path) -> None:
    """Refuse a folder that holds somebody's exports: with the marker in it, later audits would pass over them.

    Raises UsageError (exit status 2). Worth calling before the work begins; `publish` calls it too.
    """
    _check_access(out)
    if not out.is_dir() or (out / MARKER).exists():
        return
    own = output_names()
    names = sorted(one.name for one in out.iterdir() if one.suffix.lower() in INPUT_SUFFIXES or one.name in own)
    if names:
        raise UsageError(
            f"--out {out}: this folder holds {names[0]}, which no audit of this program wrote -> name an empty or new folder"
        )


def output_names() -> frozenset[str]:
    """The names of all outputs, below their folder."""
    return frozenset(
        {MARKER, REPORT, PAPER, *(one.filename for one in rooms.discover("auditor.exports", "EXPORT").values())}
    )


@contextmanager
def all_or_nothing(out: Path) -> Iterator[None]:
    """When anything is raised in here, a failed commit of the store included, the outputs in `out` are what they were.

    Tables and counts of an earlier run on Spark are gone otherwise: they are of other data.
    """
    stale = [out / name for name in (TABLES, TOTALS)] if is_output_folder(out) else []
    with restored_on_failure(out / name for name in output_names()), gone_on_success(stale):
        yield


def is_output_folder(place: Path) -> bool:
    """Whether an audit wrote this folder."""
    return (place / MARKER).is_file()


def receipts_in(place: Path) -> list[str]:
    """The names of the receipts in this folder of what audits erased."""
    return sorted(f"{PRIVATE}/{one.name}" for one in (place / PRIVATE).glob(f"{RECEIPT}*.json"))


def _check_access(out: Path) -> None:
    """Refuse a folder that cannot be made or written before any work is done."""
    nearest = out
    try:
        while not nearest.exists():
            nearest = nearest.parent
    except PermissionError as error:
        raise PublishError(f"--out {out}: {nearest} may not be entered -> name another folder") from error
    if not nearest.is_dir():
        raise PublishError(f"--out {out}: {nearest} is no folder -> name another folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PublishError(f"--out {out}: {nearest} cannot be written -> name another folder")


def sweep(out: Path) -> None:
    """Remove temporary files that a killed run left in an output folder."""
    for folder in (out, out / PRIVATE):
        for stale in sorted(folder.glob(f"{TEMPORARY}*")):
            stale.unlink(missing_ok=True)
        sweep_kept(folder)


def _open_folder(out: Path, made: list[Path]) -> None:
    for folder in (*reversed(out.parents), out, out / PRIVATE):
        if not folder.exists():
            folder.mkdir(mode=0o700)
            made.append(folder)
    (out / PRIVATE).chmod(0o700)


def _write_temporaries(out: Path, contents: Iterable[tuple[str, bytes]]) -> dict[Path, Path]:
    """Write and sync each content under a temporary name beside its final one; return {temporary: final}."""
    written: dict[Path, Path] = {}
    try:
        for name, content in contents:
            final = out / name
            if final.is_dir():
                raise IsADirectoryError(21, "a folder stands where a file belongs", str(final))
            temporary = final.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
            written[temporary] = final
            _write(temporary, content)
            # The next one is rendered before its name is bound anew.
            del content
    except BaseException:
        _remove(written)
        raise
    return written


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        os.fchmod(target.fileno(), 0o600)
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def _rename(written: Mapping[Path, Path], stale: Iterable[Path] = ()) -> None:
    for temporary, final in sorted(written.items(), key=lambda item: (item[1].name == LAST, item[1])):
        temporary.replace(final)
    for path in stale:
        path.unlink(missing_ok=True)
    for folder in sorted({final.parent for final in written.values()}):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(written: Mapping[Path, Path]) -> None:
    for temporary in written:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _remove_folders(made: list[Path]) -> None:
    # Only folders of this call, and only while empty: the first rename has not happened, or `made` was cleared.
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
