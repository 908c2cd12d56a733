"""Write the sample exports from world.toml: the same content each time, on every machine.

    python sample_data/make.py [FOLDER]

FOLDER is where the exports go (default: the folder of this file). Nothing random is used: what varies is picked by
the checksum of a row's own id.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FEE_SHARE = Decimal("0.10")
CENT = Decimal("0.01")
# Messages before this day stand in the older export; the newer one repeats December, as real exports overlap.
NEW_EXPORT_FROM, OVERLAP_FROM = "2025-01-01", "2024-12-01"

Row = dict[str, Any]


def pick(key: str, size: int) -> int:
    """A number below `size` that depends on `key` alone."""
    return zlib.crc32(key.encode()) % size


def days(first: str, last: str, every: int) -> Iterator[date]:
    """Every so many days from `first`, up to and with `last`."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day
        day += timedelta(days=every)


def contracts(world: Row) -> Iterator[Row]:
    """Rows of the contracts export, as JSON holds them: absent values are left out."""
    for client in world["client"]:
        for item in client.get("contracts", ()):
            row = {
                "contract_id": item["id"],
                "client_id": client["id"],
                "title": item["title"],
                "kind": item["kind"],
                "status": item.get("status", "ended" if "to" in item else "active"),
                "started_at": item["from"],
                "ended_at": item.get("to"),
                "hourly_rate": f"{item['rate']:.2f}" if "rate" in item else None,
                "agreed_amount": f"{item['agreed']:.2f}" if "agreed" in item else None,
                "currency": item.get("currency", "USD"),
                "client_feedback": item.get("feedback"),
                "freelancer_feedback": 5.0 if "feedback" in item else None,
                "platform": client.get("platform", "upwork"),
            }
            yield {name: value for name, value in row.items() if value is not None}
    yield from world["broken_contract"]


def payments(world: Row) -> Iterator[Row]:
    """Rows of the payments export: regular billing first, then the single payments of a client."""
    for client in world["client"]:
        terms = {item["id"]: item for item in client.get("contracts", ())}
        number = 0
        for plan in client.get("billing", ()):
            for turn, day in enumerate(days(plan["from"], plan["to"], plan["every"])):
                number += 1
                hours = Decimal(str(plan["hours"][turn % len(plan["hours"])]))
                yield _payment(
                    client, number, day.isoformat(), hours * terms[plan["contract"]]["rate"], "hourly", hours=hours
                )
        for paid_on, amount, kind, *rest in client.get("payments", ()):
            number += 1
            yield _payment(client, number, paid_on, Decimal(amount), kind, *rest)
    yield from world["broken_payment"]


def _payment(
    client: Row, number: int, paid_on: str, amount: Decimal, kind: str, channel: str = "", who: str = "", text: str = "",
    hours: Decimal | None = None,
) -> Row:  # fmt: skip
    contract = client["contracts"][0]
    on_platform = channel == "" and kind != "conversion_fee"
    return {
        "payment_id": f"p-{client['id'].removeprefix('cl-')}-{number:03}",
        "client_id": client["id"],
        "contract_id": contract["id"] if on_platform else "",
        "paid_at": paid_on,
        "amount": amount.quantize(CENT),
        "currency": contract.get("currency", "USD"),
        "fee": (amount * FEE_SHARE).quantize(CENT) if on_platform else "",
        "hours": "" if hours is None else hours,
        "kind": kind,
        "channel": channel,
        "counterparty": who,
        "description": text,
    }


def messages(world: Row) -> list[Row]:
    """Rows of both message exports, by time; offsets differ as they do where people travel."""
    rows = [row for client in world["client"] for row in _chat(world, client)]
    rows.sort(key=lambda row: (datetime.fromisoformat(row["sent_at"]), row["message_id"]))
    return rows


def _chat(world: Row, client: Row) -> Iterator[Row]:
    short = client["id"].removeprefix("cl-")
    number = 0
    for plan in client.get("talk", ()):
        for turn, day in enumerate(days(plan["from"], plan["to"], plan["every"])):
            number += 1
            key = f"m-{short}-{number:03}"
            sender = ("client", "freelancer")[turn % 2]
            options = world["phrases"][sender]
            clock = f"{9 + pick(key, 8):02}:{pick(key + 'm', 60):02}:00"
            offset = ("Z", "Z", "+01:00")[pick(key + "z", 3)]
            yield _message(
                client, key, plan["contract"], sender, f"{day}T{clock}{offset}", options[pick(key + "t", len(options))]
            )
    for sent_at, sender, body in client.get("lines", ()):
        number += 1
        yield _message(client, f"m-{short}-{number:03}", "", sender, sent_at, body)


def _message(client: Row, key: str, contract: str, sender: str, sent_at: str, body: str) -> Row:
    thread = f"t-{client['id'].removeprefix('cl-')}"
    return {
        "message_id": key, "client_id": client["id"], "thread_id": thread, "contract_id": contract,
        "sender": sender, "sent_at": sent_at, "body": body,
    }  # fmt: skip


def earnings(world: Row) -> Iterator[Sequence[str]]:
    """Rows of the platform's earnings by contract."""
    for plan in world["earning"]:
        for turn, day in enumerate(days(plan["from"], plan["to"], plan["every"])):
            hours = plan["hours"][turn % len(plan["hours"])]
            yield (day.isoformat(), plan["contract"], f"{hours:g}", f"{hours * plan['rate']:g}", "")


def paypal(world: Row) -> Iterator[Sequence[str]]:
    """Rows of the payment provider's activity, with its running balance; the two rows of a conversion name each other."""
    balances: dict[str, Decimal] = {}
    rows = world["paypal"]["rows"]
    for number, (day, clock, name, kind, currency, gross, fee, sender, subject) in enumerate(rows, start=1):
        net = Decimal(gross) + Decimal(fee)
        balances[currency] = balances.get(currency, Decimal(0)) + net
        twin = ""
        if "Conversion" in kind:
            twin = f"TX{number + (1 if net < 0 else -1):04}"
        receiver = "ines@dunevale-data.com" if net > 0 else ""
        yield (
            day, clock, "GMT", name, kind, "Completed", currency, gross, fee, str(net), sender, receiver, f"TX{number:04}",
            "", "", twin, "", "", str(balances[currency]), "", subject, "",
        )  # fmt: skip


def relationships(world: Row) -> Iterator[Row]:
    """What the freelancer states of each client; most met her on the platform."""
    for client in world["client"]:
        yield {"client_id": client["id"], "client_name": client["name"], **client.get("origin", {"origin": "platform"})}


def reports(world: Row) -> Iterator[Row]:
    """Rows of the reports export."""
    for item in world["report"]:
        yield {
            "report_id": item["id"], "client_id": item["client"], "reporter": item["reporter"],
            "reported_at": item["at"], "reason": item["reason"],
        }  # fmt: skip


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    """A CSV file of these columns, in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def table(columns: Sequence[str], rows: Iterable[Row], freelancer: str) -> bytes:
    """A canonical table as CSV; every row belongs to the one freelancer."""
    full = ({**row, "freelancer_id": freelancer} for row in rows)
    return as_csv(columns, ([row.get(name, "") for name in columns] for row in full))


def exports(world: Row) -> dict[str, bytes]:
    """Return {file name: content} of all sample exports."""
    me, columns = world["freelancer"], world["columns"]
    talk = [{**row, "freelancer_id": me} for row in messages(world)]
    older = [row for row in talk if row["sent_at"] < NEW_EXPORT_FROM]
    newer = [row for row in talk if row["sent_at"] >= OVERLAP_FROM] + world["broken_message"]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in older)
    deals = [{**row, "freelancer_id": me} for row in contracts(world)]
    return {
        "contracts.json": (json.dumps(deals, ensure_ascii=False, indent=1) + "\n").encode(),
        "payments.csv": table(columns["payments"], payments(world), me),
        "messages_to_2024.jsonl.gz": gzip.compress(lines.encode(), mtime=0),
        "messages_since_2025.csv": table(columns["messages"], newer, me),
        "relationships.csv": table(columns["relationships"], relationships(world), me),
        "reports.csv": table(columns["reports"], reports(world), me),
        "upwork_earnings.csv": as_csv(
            ("Date", "Contract", "Hours", "Amount", "Payment type"), earnings(world), csv.QUOTE_ALL
        ),
        "paypal_activity.csv": as_csv(columns["paypal"], paypal(world), csv.QUOTE_ALL),
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    world = tomllib.loads((HERE / "world.toml").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in exports(world).items():
        (folder / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    main()
