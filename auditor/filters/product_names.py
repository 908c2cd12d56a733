"""Names of software that are written like domains: ASP.NET, Socket.io."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

# Whose name has the ending of its domain, as it is spoken of far more often than visited.
_SOFTWARE = frozenset(
    (
        "socket.io", "draw.io", "diagrams.net", "fly.io", "asp.net", "vb.net", "ado.net", "ml.net", "json.net", "paint.net", "shields.io",
        "crates.io", "deno.land", "repl.it", "socket.dev", "fast.ai", "go.dev", "web.dev", "react.dev", "builder.io", "customer.io", "bolt.new",
        "v0.dev", "dbdiagram.io", "fullcalendar.io",
    )
)  # fmt: skip
# The platform whose parts are all called so, in capitals that no address has: Entity.NET.
_PLATFORM = re.compile(r"[A-Za-z]{2,12}\.NET")
_BUILT = re.compile(
    r"\b(?:built (?:on|with|in)|powered by|deploy(?:ed|ing)? (?:on|to)|hosted (?:on|by)|runs? on|running on|written in|migrat\w+ (?:to|from)|integrat\w+ (?:with )?)\s?(?:the )?$"
)
# Whose it is makes a page of it.
_WHOSE = re.compile(r"\b(?:my|our|visit|see|page|web ?site|site|portfolio|by)\b[^.!?;]{0,24}$")
_MEETING = re.compile(r"^[^.!?]{0,40}\b(?:me|my|there|us)\b")


def drops(view: View, hit: Hit) -> bool:
    """Whether a bare domain is the name of something that work is done with."""
    if "/" in (hit.normalized or "") or "/" in view.text[hit.start : hit.end] or hit.obfuscated:
        return False
    written = view.cased[hit.start : hit.end]
    if hit.normalized in _SOFTWARE:
        return True
    if _WHOSE.search(view.text[max(0, hit.start - 40) : hit.start]) or _MEETING.search(
        view.text[hit.end : hit.end + 60]
    ):
        return False
    if _PLATFORM.fullmatch(written) and not view.cased[max(0, hit.start - 20) : hit.start].isupper():
        return True
    return written[:1].isupper() and _BUILT.search(view.text[max(0, hit.start - 24) : hit.start]) is not None


FILTER = Filter(
    name="product_names",
    applies=frozenset((Category.URL,)),
    drops=drops,
    dropped=(
        ("We use Socket.io for realtime", "Socket.io"),
        ("The backend is ASP.NET", "ASP.NET"),
        ("it was written in Fjord.NET", "Fjord.NET"),
        ("it is built on Fjord.io", "Fjord.io"),
    ),
    kept=(
        ("my page is petralind.io", "petralind.io"),
        ("see Petralind.net", "Petralind.net"),
        ("my portfolio is built with Petralind.Design", "Petralind.Design"),
        ("I run on Petralind.io, mail me", "Petralind.io"),
        ("WRITE ME VIA MY PAGE PETRALIND.NET", "PETRALIND.NET"),
    ),
)
