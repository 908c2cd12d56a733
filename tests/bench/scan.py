"""How fast messages are scanned, beside what else could search them: `make bench-scan`.

    python -m tests.bench.scan [--texts FILE] [--messages N] [--runs N] [--peer-messages N]

FILE holds one message a line; without it, the messages of tests/corpus/tune are taken, half of which hold something (of real
talk some eight in a hundred do, so give a FILE for figures that mean anything). It is repeated to N messages, once as it is and once with each message made different by a
word at its end; a batch finds the same text again and reads it once, so the first of the two flatters. Measured in turns, in one run:
the gate alone, the whole scan on one process and on two; on fewer messages `rg --no-unicode -i` with the gate's own patterns, and two
public detectors (phonenumbers' matcher, presidio-analyzer's pattern recognizers), where they are installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from auditor.crew import ALONE, Crew
from auditor.patterns import portable
from auditor.scanning import gate, warm
from auditor.scanning.sharing import PART_MESSAGES, scan_parts
from auditor.scanning.sieves import sieves
from tests.bench.quality import REGIONS, SCHEMA, read

GOAL = 400_000


def messages(lines: list[str], count: int, different: bool) -> pl.DataFrame:
    """`count` messages from the lines, in their order, again and again."""
    repeated = pl.Series("body", lines, dtype=pl.String)
    whole = pl.concat([repeated] * (-(-count // len(lines))))[:count].alias("body")
    number = pl.int_range(count, eager=True)
    if different:
        # A made-up word of six letters that no pattern knows.
        letters = [(number // 26**place % 26 + 97).cast(pl.UInt8) for place in range(5)]
        words = pl.select(
            pl.concat_str([pl.lit(" q"), *(one.cast(pl.UInt32).map_elements(chr, pl.String) for one in letters)])
        ).to_series()
        whole = pl.select(pl.concat_str([whole, words])).to_series().alias("body")
    return pl.DataFrame(
        {"id": number.cast(pl.String), "thread": None, "sender": None, "sent_at": None, "body": whole}, schema=SCHEMA
    )


def own_messages() -> list[str]:
    """The messages of the half of the labelled corpus that may be read."""
    return [row["body"].replace("\n", " ") for row in read("tune", "messages")]


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return seconds


def show(what: str, seconds: list[float], count: int, size: int, more: str = "") -> float:
    """Print one line; return messages a second."""
    middle = statistics.median(seconds)
    print(
        f"{what:44}{middle:9.2f} s ({min(seconds):.2f}-{max(seconds):.2f}){count / middle:12,.0f}/s{size / middle / 1e6:8.1f} MB/s {more}",
        flush=True,
    )
    return count / middle


def only_gate(frame: pl.DataFrame) -> int:
    """How many messages pass the gate."""
    return sum(
        len(gate.passing(gate.keys(frame["body"][at : at + PART_MESSAGES])))
        for at in range(0, len(frame), PART_MESSAGES)
    )


def whole(frame: pl.DataFrame, crew: Crew = ALONE) -> int:
    """How many detections there are."""
    return sum(len(found) for _, found in scan_parts(frame, REGIONS, crew))


def gate_patterns() -> list[str]:
    """The patterns of the gate's automata, in ripgrep's syntax for bytes; those that need characters are left out."""
    every = [
        *(portable(one) for each in gate.detectors().values() for one in each.gate),
        *(portable(one) for one in gate.READINGS),
        *(one for sieve in sieves(True) for one in sieve.patterns),
    ]
    plain = [re.sub(r"\\([ '\"/@!,:;<>=%_`])", r"\1", one.replace(r"\x{80}-\x{10ffff}", r"\x80-\xff")) for one in every]
    # ripgrep reads line by line: what spans two is left out, as are other letters.
    spans = re.compile(r"\[\^(?:\\.|[^\]\\])*\]")
    kept = (one for one in plain if one.isascii() and r"\x{" not in one and r"\p" not in one)
    return sorted({one for one in kept if r"\n" not in spans.sub("", one)})


def ripgrep(frame: pl.DataFrame, runs: int) -> tuple[list[float], int] | None:
    """Seconds that ripgrep takes to count the lines in which one of the gate's own patterns matches, and how many
    patterns it was given; None where it is not installed."""
    tool = shutil.which("rg")
    if tool is None:
        return None
    patterns = gate_patterns()
    with tempfile.TemporaryDirectory() as folder:
        texts, wanted = Path(folder, "texts"), Path(folder, "patterns")
        texts.write_text("\n".join(frame["body"].str.replace_all("\n", " ")), encoding="utf-8")
        wanted.write_text("\n".join(patterns), encoding="utf-8")
        asked = [
            tool,
            "--no-unicode",
            "-i",
            "-c",
            "--no-config",
            "--dfa-size-limit",
            "1G",
            "--regex-size-limit",
            "1G",
            "-f",
            str(wanted),
            str(texts),
        ]
        subprocess.run(asked, capture_output=True, check=True)
        return timed(lambda: subprocess.run(asked, capture_output=True, check=True), runs), len(patterns)


def matcher(bodies: list[str]) -> None:
    """phonenumbers' own search."""
    import phonenumbers

    for body in bodies:
        list(phonenumbers.PhoneNumberMatcher(body, "US"))


def presidio() -> Callable[[list[str]], None] | None:
    """presidio-analyzer's pattern recognizers, without its language models."""
    if importlib.util.find_spec("presidio_analyzer") is None:
        return None
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        CryptoRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        PhoneRecognizer,
        UrlRecognizer,
    )

    every = [
        one()
        for one in (
            CreditCardRecognizer,
            CryptoRecognizer,
            EmailRecognizer,
            IbanRecognizer,
            PhoneRecognizer,
            UrlRecognizer,
        )
    ]

    def search(bodies: list[str]) -> None:
        for body in bodies:
            for one in every:
                one.analyze(body, one.supported_entities, None)

    return search


def measure(name: str, frame: pl.DataFrame, crew: Crew, given: argparse.Namespace) -> float:
    """Print the lines of one set of messages; return messages a second of the whole scan on two processes."""
    size = int(frame["body"].str.len_bytes().sum())
    # The automata are made ready by what they read: that is measured nowhere else.
    begun = time.perf_counter()
    passed = only_gate(frame)
    print(
        f"gate, first time in a process, {name}: {time.perf_counter() - begun:.2f} s; passes {passed / len(frame):.1%}"
    )
    whole(frame[: 4 * PART_MESSAGES], crew)
    gated = show(f"gate, one process, {name}", timed(lambda: only_gate(frame), given.runs), len(frame), size)
    show(f"whole scan, one process, {name}", timed(lambda: whole(frame), given.runs), len(frame), size)
    two = timed(lambda: whole(frame, crew), given.runs)
    reached = show(f"whole scan, two processes, {name}", two, len(frame), size, f"goal {GOAL:,}/s")
    some = frame[: given.peer_messages]
    if (told := ripgrep(some, 1)) is not None:
        speed = show(
            f"rg with the {told[1]} patterns, {name}", told[0], len(some), int(some["body"].str.len_bytes().sum())
        )
        print(f"{'gate / rg':44}{gated / speed:9.2f}   goal 0.5")
    return reached


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Speed of the message scanner.")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--messages", type=int, default=2_000_000)
    parser.add_argument("--peer-messages", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    lines = own_messages() if given.texts is None else given.texts.read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line]
    warm()
    with Crew(2) as crew:
        crew.begin(2, [warm])
        measure("repeated", messages(lines, given.messages, False), crew, given)
        reached = measure("each different", messages(lines, given.messages, True), crew, given)
    sample = messages(lines, given.peer_messages, True)
    bodies, size = sample["body"].to_list(), int(sample["body"].str.len_bytes().sum())
    show("phonenumbers' matcher", timed(lambda: matcher(bodies), 1), len(bodies), size)
    peer = presidio()
    if peer is not None:
        show("presidio-analyzer's pattern recognizers", timed(lambda: peer(bodies), 1), len(bodies), size)
    print("reached" if reached >= GOAL else f"missed: {reached:,.0f} of {GOAL:,} messages a second")


if __name__ == "__main__":
    main()
