"""Where every statement comes from: policy, versions, files by their hashes, time spent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.phrasing import long_day
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult
from auditor.model.visible import shorten

MEGABYTE = 1_000_000


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """Pairs of term and text, and the hash of each file."""
    files = sorted({(one.path, one.sha256) for one in result.files})
    return {
        "facts": _facts(result),
        "files": [(shorten(path, limits.snippet_characters), digest) for path, digest in files[: limits.files]],
        "more_files": max(0, len(files) - limits.files),
    }


def _facts(result: AuditResult) -> list[tuple[str, str]]:
    policy = result.policy
    timings = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in result.clock.items())
    return [
        ("Policy", f"{policy.name}, version {policy.version}"),
        ("Its source", policy.source or "not stated"),
        ("Not known of it", "; ".join(policy.unknown) or "nothing"),
        ("Its SHA-256", policy.sha256),
        *_other_rules(result),
        ("As of", f"{long_day(result.as_of)}, through the end of that day in UTC; later rows are not used"),
        ("Scope", "all that the store holds, earlier imports included" if result.beyond_named else "the files below"),
        ("Run", f"{result.run_id}, begun {result.started_at:%Y-%m-%d %H:%M:%S} UTC"),
        ("Program", f"auditor {result.version}"),
        ("Time and memory", f"{timings or 'not measured'}; {result.peak_memory_bytes / MEGABYTE:,.0f} MB at most"),
    ]


def _other_rules(result: AuditResult) -> list[tuple[str, str]]:
    """Platforms that other rules govern, and those whose rules are not known here."""
    asked = f"{result.policy.name} {result.policy.version}"
    own = sorted({f"{one.policy} on {one.platform.capitalize()}" for one in result.eligibility if one.policy and one.platform and one.policy != asked and not one.stand_in})  # fmt: skip
    unknown = sorted({one.platform.capitalize() for one in result.eligibility if one.stand_in})
    said = [("Platforms with rules of their own", "; ".join(own))] if own else []
    if unknown:
        said.append(("Rules not known here", f"{', '.join(unknown)}: judged by {asked}, which only stands in"))
    return said


SECTION = Section(80, "Method, policy, provenance", context)
