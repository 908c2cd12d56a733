"""The whole check of a profile file, in words and as data: what is wrong with it, and what it makes of a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor.ingesting.planning import tables
from auditor.ingesting.trying_profiles import Trial, try_profile
from auditor.model.phrasing import count as counted
from auditor.profiles.checking import check
from auditor.profiles.own import own_text
from auditor.profiles.problems import Problem
from auditor.profiles.undecided import undecided
from auditor.settings import IngestOptions

SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A profile file, what is wrong with it, and what it made of the sample (None = there is none, or it is too broken)."""

    file: str
    problems: tuple[Problem, ...]
    trial: Trial | None

    @property
    def is_sound(self) -> bool:
        """Nothing is wrong with the profile, and no row of the sample was set aside."""
        return not self.problems and not (self.trial and self.trial.faults)


def check_file(file: Path, sample: Path | None, options: IngestOptions) -> CheckedFile:
    """Check a profile; the sample is read with these options, and only when nothing is wrong with the profile.

    Raises UsageError for a path that cannot be read, NothingToAuditError when the sample cannot be.
    """
    text = own_text(file)
    problems, left = check(file.stem, text, tables()).problems, undecided(text)
    if problems or sample is None:
        return CheckedFile(str(file), (*problems, *left), None)
    trial = try_profile(file, sample, replace(options, profile=str(file)))
    # What is left to decide stands above the trial already.
    said = {one.said(str(file)) for one in left}
    fresh = tuple(one for one in trial.warnings if one not in said)
    return CheckedFile(str(file), left, replace(trial, warnings=fresh))


def checked_lines(checked: CheckedFile) -> Iterator[str]:
    """The problems, then the sample: accounting, first rows, faults by column, what was kept apart."""
    yield from (one.said(checked.file) for one in checked.problems)
    if not checked.problems:
        yield f"{checked.file}: nothing is wrong with this profile"
    if checked.trial is not None:
        yield from _trial_lines(checked.trial)


def _trial_lines(trial: Trial) -> Iterator[str]:
    for one in trial.files:
        yield (
            f"{one.path}: {one.rows_read} rows read = {one.rows_loaded} loaded + {one.rows_updated} updated + "
            f"{one.rows_quarantined} set aside + {one.rows_known} known ({one.physical_lines} lines, {one.encoding})"
        )
    yield from (f"  {said}" for said in trial.warnings)
    for reason, rows in trial.apart:
        yield f"  kept apart, no income: {counted(rows, 'row')}: {reason}"
    for fault in trial.faults:
        yield f"  {fault.column or 'row'}: {counted(fault.rows, 'row')} set aside, first in line {fault.first_line}: {fault.reason}"
    for number, row in enumerate(trial.rows, start=1):
        yield f"  row {number} of {trial.table}:"
        yield from (f"    {name:20} {_short(text)}" for name, text in zip(trial.names, row, strict=True) if text)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def checked_record(checked: CheckedFile) -> dict[str, Any]:
    """The same as data."""
    return {
        "file": checked.file,
        "sound": checked.is_sound,
        "problems": [asdict(one) for one in checked.problems],
        "sample": _trial_record(checked.trial) if checked.trial else None,
    }


def _trial_record(trial: Trial) -> dict[str, Any]:
    return {
        "files": [asdict(one) for one in trial.files],
        "rows": [dict(zip(trial.names, row, strict=True)) for row in trial.rows],
        "faults": [asdict(one) for one in trial.faults],
        "apart": [{"reason": reason, "rows": rows} for reason, rows in trial.apart],
        "warnings": list(trial.warnings),
    }
