"""Reply texts: templates filled with the client's name, the date and the fee; a user's own folder comes first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from string import Template
from typing import Any

from auditor.deciding.fees import LEAST
from auditor.deciding.words import money
from auditor.errors import RoomError, UsageError
from auditor.model.results import Eligibility

FOLDER = Path(__file__).resolve().parent.parent / "replies"
WORDS = "words.toml"
MOST_STRANGERS = 5


def languages() -> list[str]:
    """The languages of the shipped replies, by their codes."""
    return sorted(path.name for path in FOLDER.iterdir() if (path / WORDS).is_file())


def fill_replies(
    rows: Iterable[Eligibility], language: str = "en", own: Path | None = None
) -> dict[tuple[str, str, str], str]:
    """The filled reply of each relationship that has one, by (platform, client_id, freelancer_id).

    `own` is a folder of the user's templates, `<name>.txt` or `<language>/<name>.txt`, which win over the shipped ones.
    Raises UsageError for a language that there is not, RoomError for a template that cannot be filled.
    """
    if language not in languages():
        raise UsageError(f"--lang {language}: there are no replies in it -> use one of {', '.join(languages())}")
    words = tomllib.loads((FOLDER / language / WORDS).read_text(encoding="utf-8"))
    templates = _templates(FOLDER / language)
    if own:
        templates |= _templates(own) | _templates(own / language)
    return {
        (row.platform, row.client_id, row.freelancer_id): _fill(templates, row.reply, _values(row, words))
        for row in rows
        if row.reply
    }


def own_template(name: str, language: str, own: Path) -> Path | None:
    """The user's file that is taken for this reply in this language, if there is one."""
    return next((one for one in (own / language / f"{name}.txt", own / f"{name}.txt") if one.is_file()), None)


def strangers(own: Path) -> Iterator[str]:
    """A sentence for each file in a folder of the user's templates that stands for no reply, and so is never taken."""
    found = [one for one in (*own.glob("*"), *own.glob("*/*")) if one.is_file() and not one.name.startswith(".")]
    unknown = [(one, said) for one in sorted(found) if (said := _never_taken(one, own))]
    yield from (f"{one}: {said}" for one, said in unknown[:MOST_STRANGERS])
    if len(unknown) > MOST_STRANGERS:
        yield f"{own}: {len(unknown) - MOST_STRANGERS} more files that are never taken -> name a folder that holds templates alone"


def _never_taken(path: Path, own: Path) -> str:
    names = sorted(one.stem for one in (FOLDER / "en").glob("*.txt"))
    if path.parent != own and path.parent.name not in languages():
        where = f"put templates into the folder itself, or into one named {', '.join(languages())}"
        return f"is never taken -> {where}" if path.suffix == ".txt" else ""
    if path.suffix == ".txt" and path.stem in names:
        return ""
    near = get_close_matches(path.stem, names, 1)
    meant = f"is {near[0]}.txt meant? The" if near else "the"
    return f"is the name of no reply, so it is never taken -> {meant} names are {', '.join(names)}, each with .txt"


def _templates(folder: Path) -> dict[str, tuple[Path, Template]]:
    found = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            found[path.stem] = (path, Template(path.read_text(encoding="utf-8").strip()))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: cannot be read ({error}) -> write it as UTF-8 text") from error
    return found


def _fill(templates: Mapping[str, tuple[Path, Template]], name: str, values: Mapping[str, str]) -> str:
    if name not in templates:
        raise RoomError(f"auditor/replies: there is no template '{name}' -> add {name}.txt")
    path, template = templates[name]
    try:
        return template.substitute(values)
    except (KeyError, ValueError) as error:
        raise RoomError(
            f"{path}: {error} -> use $client, $greeting, $platform, $rules, $date, $fee and $otherwise only, and $$ for a dollar sign"
        ) from error


def _values(row: Eligibility, words: Mapping[str, Any]) -> dict[str, str]:
    fee = words["fee"]
    if row.exit_fee_today is not None:
        which = "fee_least" if row.exit_fee_rule.startswith(LEAST) else "fee_of"
        fee = words[which].format(amount=money(row.exit_fee_today, row.fee_currency))
    return {
        "greeting": words["greeting"].format(client=row.client_name) if row.client_name else words["greeting_nobody"],
        "client": row.client_name or words["client"],
        "platform": row.platform.capitalize() or words["platform"],
        "rules": _rules(row, words),
        "date": _day(row.eligible_on, words) if row.eligible_on else words["date"],
        "fee": fee,
        "otherwise": _otherwise(row, words, fee),
    }


def _otherwise(row: Eligibility, words: Mapping[str, Any], fee: str) -> str:
    """The way out before the date, as the end of a sentence; nothing where it is not known that there is one."""
    if row.exit_fee_today is None and not row.exit_fee_rule.startswith("not known: the platform fees"):
        return ""
    return str(words["otherwise_free"] if row.exit_fee_today == 0 else words["otherwise"].format(fee=fee))


def _rules(row: Eligibility, words: Mapping[str, Any]) -> str:
    """Whose rules the reply speaks of: never those of a platform whose rules are not known here."""
    if row.stand_in:
        return str(words["rules_stand_in"].format(platform=row.platform.capitalize(), other=row.stand_in))
    return str(words["rules_of"].format(platform=row.platform.capitalize()) if row.platform else words["rules"])


def _day(value: date, words: Mapping[str, Any]) -> str:
    number = words.get("first", value.day) if value.day == 1 else value.day
    return str(words["day"].format(d=number, m=words["months"][value.month - 1], y=value.year))
