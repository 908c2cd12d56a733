"""A released version never changes: its hash stands in versions.lock, and a file that differs is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from auditor import rooms
from auditor.policies.extending import FOLDER

LOCK = FOLDER / "versions.lock"


@cache
def locked() -> Mapping[str, str]:
    """The SHA-256 of each released file, by its stem."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return {stem: digest for digest, stem in (line.split() for line in lines if line and not line.startswith("#"))}


@cache
def changed() -> Mapping[str, str]:
    """Released files that are not what was released, by stem: "changed" or "missing"."""
    files = rooms.files(FOLDER, ".toml")
    found = {}
    for stem, digest in locked().items():
        if stem not in files:
            found[stem] = "missing"
        # Line ends are the checkout's, not the text's.
        elif hashlib.sha256(files[stem].read_bytes().replace(b"\r\n", b"\n")).hexdigest() != digest:
            found[stem] = "changed"
    return found
