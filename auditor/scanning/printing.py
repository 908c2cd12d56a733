"""Detections as lines: JSON objects with the keys of the contract, or text for people."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from auditor.errors import UsageError
from auditor.model.phrasing import count
from auditor.model.visible import json_text, visible


def in_order(found: pl.DataFrame, messages: pl.DataFrame) -> pl.DataFrame:
    """Detections in the order in which their messages stand in the file: ids of numbers are read as 1, 2, 10."""
    places = messages.select("id").unique("id", keep="first", maintain_order=True).with_row_index("place")
    placed = found.join(places, left_on="message_id", right_on="id", how="left", maintain_order="left")
    return placed.sort("place", "start_offset", "end_offset", "category", maintain_order=True).drop("place")


def as_json(found: pl.DataFrame) -> Iterator[str]:
    """One JSON object per detection."""
    for row in found.iter_rows(named=True):
        row["id"], row["start"], row["end"] = row.pop("message_id"), row.pop("start_offset"), row.pop("end_offset")
        keys = (
            "id",
            "category",
            "kind",
            "value",
            "normalized",
            "start",
            "end",
            "confidence",
            "obfuscated",
            "stance",
            "message_ids",
        )
        yield json_text({key: row[key] for key in keys})


def as_text(found: pl.DataFrame) -> Iterator[str]:
    """One line per detection, then how many there are."""
    for row in found.iter_rows(named=True):
        meant = f" = {row['normalized']}" if row["normalized"] and row["normalized"] != row["value"] else ""
        hidden = ", disguised" if row["obfuscated"] else ""
        kind = f" ({row['kind']})" if row["kind"] else ""
        yield visible(f"{row['message_id']}: {row['category']}{kind}, {row['stance']}{hidden}: {row['value']}{meant}")
    yield f"{count(len(found), 'detection')} in {count(found['message_id'].n_unique(), 'message')}"


def checked_regions(text: str) -> tuple[str, ...]:
    """Country codes from a list such as "US,GB"; raises UsageError for one that no telephone plan knows."""
    from phonenumbers import SUPPORTED_REGIONS

    regions = tuple(one.strip().upper() for one in text.split(",") if one.strip())
    unknown = [one for one in regions if one not in SUPPORTED_REGIONS]
    if unknown or not regions:
        raise UsageError(
            f"--regions {text}: {', '.join(unknown) or 'nothing'} is no country code -> use two letters, such as US,GB,IN"
        )
    return regions
