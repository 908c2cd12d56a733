"""A million broken inputs: no crash, none that takes longer than a second of the processor, memory bounded.

Half of a batch comes from hypothesis itself, half is made of sound inputs by a seed that hypothesis chooses.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.torture.mutating import broken
from tests.torture.targets import TARGETS, Target
from tests.torture.trial import Outcome, Trial

DRAWN, MADE = 5, 95
MOST_SECONDS, MOST_MORE_BYTES = 1.0, 1 << 30
MOST_FAULTS = 12


def run(rounds: int, place: Path) -> list[Outcome]:
    """So many inputs in all, shared out among the targets by their `share`."""
    return [_fuzzed(name, target, max(2, rounds * target.share // 1000), place) for name, target in TARGETS.items()]


def _fuzzed(name: str, target: Target, inputs: int, place: Path) -> Outcome:
    made = min(MADE, max(1, inputs - DRAWN))
    fed, faults, before = [0], [], _peak_bytes()

    @settings(
        max_examples=max(1, inputs // (made + DRAWN)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**60), st.lists(st.text(), min_size=DRAWN, max_size=DRAWN))
    def feed(seed: int, drawn: list[str]) -> None:
        texts = [*broken(target.sound, seed, made), *drawn]
        fed[0] += len(texts)
        if len(faults) < MOST_FAULTS:
            faults.extend(_fault(target, texts, place))

    feed()
    if (more := _peak_bytes() - before) > MOST_MORE_BYTES:
        faults.append(f"memory grew by {more >> 20} MB")
    return Outcome(f"broken {name}", fed[0], 0, tuple(faults))


def _fault(target: Target, texts: list[str], place: Path) -> list[str]:
    """What went wrong with a batch, told by the one input that did it."""
    began = time.process_time()
    try:
        target.feed(texts, place)
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if len(texts) > 1:
            return [fault for text in texts for fault in _fault(target, [text], place)] or [
                f"together: {error!r}: {texts!r}"
            ]
        return [f"{type(error).__name__}: {str(error)[:200]} <- {texts[0]!r}"]
    seconds = time.process_time() - began
    if seconds <= MOST_SECONDS:
        return []
    if len(texts) == 1:
        return [f"{seconds:.1f} s <- {texts[0]!r}"]
    return [fault for text in texts for fault in _fault(target, [text], place)]


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


TRIAL = Trial("broken inputs", short=1500, long=1_010_000, run=run)
