"""The first version of a user's rule: a file that runs, and cases beside it that hold."""

from __future__ import annotations

from pathlib import Path
from string import Template

from auditor.errors import UsageError
from auditor.rules.own import RULE_ID
from auditor.rules.reading import shipped

TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_new(rule_id: str, folder: Path) -> tuple[Path, Path]:
    """Write <rule_id>.sql and <rule_id>.toml into `folder`, which is made where it is missing; return both paths.

    Raises UsageError for an id that cannot be one, or when one of the files is there already.
    """
    if not RULE_ID.fullmatch(rule_id) or rule_id in shipped():
        raise UsageError(f"{rule_id}: no id for a new rule -> name it like own.large_refund, and like no shipped rule")
    paths = (folder / f"{rule_id}.sql", folder / f"{rule_id}.toml")
    for path in paths:
        if path.exists():
            raise UsageError(f"{path}: is there already -> edit it, or choose another name")
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        text = (TEMPLATES / f"rule{path.suffix}").read_text(encoding="utf-8")
        path.write_text(Template(text).safe_substitute(RULE_ID=rule_id), encoding="utf-8")
    return paths
