"""What Spark did, from its event log: per stage seconds, bytes read and shuffled, and how long its slowest task took."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

SHUFFLED = "internal.metrics.shuffle.write.bytesWritten"
READ = "internal.metrics.input.bytesRead"
PEAK = "internal.metrics.peakExecutionMemory"


@dataclass(frozen=True)
class Stage:
    """`about` is the name of the step that it is a part of, `tasks` are the seconds of each task."""

    number: int
    about: str
    seconds: float
    read_bytes: int
    shuffled_bytes: int
    peak_bytes: int
    tasks: tuple[float, ...]

    @property
    def stall(self) -> float:
        """The slowest task in medians of all: what one large client would make of a stage."""
        return max(self.tasks) / max(median(self.tasks), 0.001) if self.tasks else 1.0


def settings(folder: Path) -> dict[str, str]:
    """Settings by which Spark writes its events into `folder`, which must be there."""
    return {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": folder.absolute().as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
    }


def stages(folder: Path) -> list[Stage]:
    """The stages that ran to their end, in the order of their numbers."""
    tasks: dict[int, list[float]] = defaultdict(list)
    names: dict[int, str] = {}
    done: list[dict[str, Any]] = []
    for event in _events(folder):
        if event["Event"] == "SparkListenerTaskEnd" and event.get("Task Info"):
            info = event["Task Info"]
            tasks[event["Stage ID"]].append((info["Finish Time"] - info["Launch Time"]) / 1000)
        elif event["Event"] == "SparkListenerStageSubmitted":
            told = event.get("Properties") or {}
            names[event["Stage Info"]["Stage ID"]] = (
                told.get("spark.job.description") or event["Stage Info"]["Stage Name"]
            )
        elif event["Event"] == "SparkListenerStageCompleted" and "Completion Time" in event["Stage Info"]:
            done.append(event["Stage Info"])
    made = (_stage(one, names.get(one["Stage ID"], ""), tuple(tasks[one["Stage ID"]])) for one in done)
    return sorted(made, key=lambda one: one.number)


def _stage(info: dict[str, Any], about: str, tasks: tuple[float, ...]) -> Stage:
    values = {one["Name"]: int(one["Value"]) for one in info["Accumulables"] if str(one.get("Value", "")).isdigit()}
    seconds = (info["Completion Time"] - info["Submission Time"]) / 1000
    read, shuffled, peak = (values.get(name, 0) for name in (READ, SHUFFLED, PEAK))
    return Stage(info["Stage ID"], about[:60], seconds, read, shuffled, peak, tasks)


def _events(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
