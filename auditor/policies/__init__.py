"""Policy versions: one TOML each, and the reader of that TOML."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from auditor import rooms
from auditor.errors import RoomError, UsageError
from auditor.model.policies import FeeRule, OtherReading, Policy
from auditor.model.words import Severity

FOLDER = Path(__file__).resolve().parent
KEYS = {
    "name", "version", "effective_from", "title", "source", "tag", "currency", "window", "fee", "contact",
    "alternative", "clauses", "settings", "parameters", "severities",
}  # fmt: skip


def find(name: str) -> Policy:
    """The newest shipped version of the policy `name`, or the policy in the file that `name` points to.

    Raises UsageError when there is neither, RoomError when the file breaks the form of a policy.
    """
    shipped = sorted(path for stem, path in rooms.files(FOLDER, ".toml").items() if stem.rsplit("-", 3)[0] == name)
    if shipped:
        return read(shipped[-1])
    if Path(name).is_file():
        return read(Path(name))
    known = ", ".join(sorted({stem.rsplit("-", 3)[0] for stem in rooms.files(FOLDER, ".toml")}))
    raise UsageError(
        f"--policy {name}: no shipped policy and no file of that name -> use one of {known}, or a TOML file"
    )


def read(path: Path) -> Policy:
    """Read one policy file. Raises RoomError that names the file, the key and the remedy."""
    raw = path.read_bytes()
    try:
        return _policy(tomllib.loads(raw.decode("utf-8")), hashlib.sha256(raw).hexdigest())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RoomError(f"{path}: not valid TOML ({error}) -> correct the file") from error
    except KeyError as error:
        raise RoomError(f"{path}: the key {error} is missing -> add it; the shipped policies show the form") from error
    except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise RoomError(
            f"{path}: a value has the wrong form ({error}) -> correct it; see the shipped policies"
        ) from error


def _policy(data: Mapping[str, Any], sha256: str) -> Policy:
    unknown = sorted(set(data) - KEYS)
    if unknown:
        raise ValueError(f"unknown keys {', '.join(unknown)}")
    fee = data["fee"]
    return Policy(
        name=data["name"],
        version=data["version"],
        title=data["title"],
        effective_from=data["effective_from"],
        source=data["source"],
        tag=data["tag"],
        currency=data["currency"],
        window_months=_months(data["window"]["months"]),
        fee=FeeRule(Decimal(fee["amount"]), Decimal(fee["waived_from_fees_paid"]), fee["rule"]),
        contact_rule=data["contact"]["rule"],
        others=tuple(OtherReading(one["anchor"], _months(one["months"])) for one in data.get("alternative", [])),
        clauses=dict(data["clauses"]),
        parameters={rule: dict(values) for rule, values in data.get("parameters", {}).items()},
        severities={rule: Severity(severity).value for rule, severity in data.get("severities", {}).items()},
        platform_domains=tuple(data.get("settings", {}).get("platform_domains", ())),
        sha256=sha256,
    )


def _months(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"months must be a whole number of at least 1, not {value!r}")
    return value
