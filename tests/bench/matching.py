"""Measure the matching of payers' names with clients' names.

    python -m tests.bench.matching [--payers N] [--clients N]

One payer in five is a client with a slip in the name. Ends with 1 when the bound is exceeded.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time

import polars as pl

from auditor.auditing.matching import alike, payer_values

MAX_SECONDS = 60.0
FORMS = ("Ltd", "GmbH", "Inc.", "LLC", "S.A.", "", "")
SYLLABLES = [
    first + second for first in "bcdfghklmnprstvwz" for second in "aeiou"
] + "an er in or el ist ard ton ham ley".split()


def names(payers: int, clients: int) -> tuple[pl.Series, pl.Series]:
    """Invented names of two words, some words far more frequent than others, as real ones are."""
    draw = random.Random(1)
    words = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).title() for _ in range(30_000)]
    weights = [1 / (place + 5) for place in range(len(words))]
    drawn = iter(draw.choices(words, weights, k=2 * (payers + clients)))
    known = [f"{next(drawn)} {next(drawn)} {draw.choice(FORMS)}".strip() for _ in range(clients)]
    paying = []
    for number in range(payers):
        if number % 5:
            paying.append(f"{next(drawn)} {next(drawn)}")
        else:
            name = draw.choice(known)
            place = draw.randrange(len(name))
            paying.append(name[:place] + draw.choice("aeiou") + name[place + 1 :])
    return pl.Series(paying), pl.Series(known)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payers", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=100_000)
    chosen = parser.parse_args()
    paying, known = names(chosen.payers, chosen.clients)
    began, worked = time.perf_counter(), time.process_time()
    found = alike(paying, known, 0.92)
    payer_values(paying)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{chosen.payers:,} payers x {chosen.clients:,} clients: {seconds:.1f} s ({processor:.1f} processor seconds), "
        f"{len(found):,} pairs, {peak:,.0f} MB (bound {MAX_SECONDS:g} s)"
    )
    return 0 if seconds <= MAX_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
