"""Reply texts: templates filled with the client's name, the date and the fee; a user's own folder comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from auditor.deciding.words import day, money
from auditor.errors import RoomError
from auditor.model.policies import Policy
from auditor.model.results import Eligibility

FOLDER = Path(__file__).resolve().parent.parent / "replies"


def fill_replies(
    rows: Iterable[Eligibility], policy: Policy, language: str = "en", own: Path | None = None
) -> dict[tuple[str, str, str], str]:
    """The filled reply of each relationship that has one, by (platform, client_id, freelancer_id).

    `own` is a folder of the user's templates, `<name>.txt`, which win over the shipped ones.
    """
    templates = _templates(FOLDER / language) | (_templates(own) if own else {})
    return {
        (row.platform, row.client_id, row.freelancer_id): _fill(templates, row.reply, row, policy)
        for row in rows
        if row.reply
    }


def _templates(folder: Path) -> dict[str, Template]:
    return {path.stem: Template(path.read_text(encoding="utf-8").strip()) for path in sorted(folder.glob("*.txt"))}


def _fill(templates: Mapping[str, Template], name: str, row: Eligibility, policy: Policy) -> str:
    if name not in templates:
        raise RoomError(f"auditor/replies: there is no template '{name}' -> add {name}.txt")
    try:
        return templates[name].substitute(_values(row, policy))
    except (KeyError, ValueError) as error:
        raise RoomError(f"reply template {name}: {error} -> use $client, $platform, $date and $fee only") from error


def _values(row: Eligibility, policy: Policy) -> dict[str, str]:
    fee = "an exit fee"
    if row.exit_fee_today is not None:
        fee = f"an exit fee of {money(row.exit_fee_today, policy.currency)}"
    return {
        "client": row.client_name or "there",
        "platform": row.platform.capitalize() or "the platform",
        "date": day(row.eligible_on) if row.eligible_on else "the day the rules allow it",
        "fee": fee,
    }
