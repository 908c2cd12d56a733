"""One run's options and paths, built once by the command line and handed down; there are no globals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from auditor.model.resources import DEFAULT, Resources
from auditor.model.words import Redaction, Severity


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How input files are read.

    `timezone` is an IANA name, used for times without an offset; `date_order` is "dmy", "mdy" or None (decided by the
    profile or by the column); `freelancer` fills rows that name none; `profile` names a profile, or the file of one,
    that comes before the match by header, and `more_profiles` further ones; `encoding` is that of files which no byte order mark names (None: UTF-8, or
    what the bytes show); `currency` is that of statements that do not say it.
    """

    timezone: str = "UTC"
    date_order: str | None = None
    freelancer: str | None = None
    profile: str | None = None
    encoding: str | None = None
    currency: str | None = None
    more_profiles: tuple[str, ...] = ()

    @property
    def named_profiles(self) -> tuple[str, ...]:
        """All profiles that the user named, in that order."""
        return (*([self.profile] if self.profile is not None else []), *self.more_profiles)


@dataclass(frozen=True, slots=True)
class Settings:
    """All options of one audit. `out` None means reports/<run id>; `fail_on` None means never exit with 1;
    `verify` means to read files again that seem not to have changed; `one_account` takes all freelancers for one party;
    `resources` is how much of the machine may be taken; `about` names the one client that the outputs are about, `pdf` asks for a copy on paper;
    `rules` is a folder of the user's own rules, none of which, and none of the shipped ones, runs for longer than
    `rule_seconds`; `baseline` is a file of decisions; `keep` is how many runs stay and `keep_days` how
    long clients without a trace do (None: all); `wait_seconds` is how
    long to wait for another auditor; `notify` holds addresses (they may be secret) that are told the numbers of the run."""

    db: Path
    as_of: date
    inputs: tuple[Path, ...] = ()
    out: Path | None = None
    policy: str = "upwork-guide"
    fail_on: Severity | None = None
    only_new: bool = False
    max_quarantine: float = 0.05
    redact: Redaction = Redaction.PARTIAL
    rates: Path | None = None
    rules: Path | None = None
    rule_seconds: float = 60.0
    engine: str = "duckdb"
    progress: bool = True
    quiet: bool = False
    verify: bool = False
    one_account: bool = False
    baseline: Path | None = None
    keep: int | None = None
    keep_days: int | None = None
    wait_seconds: float = 0.0
    brief: bool = False
    notify: tuple[str, ...] = ()
    about: str | None = None
    pdf: bool = False
    ingest: IngestOptions = field(default_factory=IngestOptions)
    phone_regions: tuple[str, ...] = ("US", "GB", "IN")
    resources: Resources = DEFAULT


# Called by the verbs with the name of a step and its done share (0.0-1.0); the command line draws it or not.
Progress = Callable[[str, float], None]


def no_progress(step: str, share: float) -> None:
    """A Progress that shows nothing."""
