"""Lines that a message quotes from the one it answers: whoever quotes words neither offers nor asks what they say."""

from __future__ import annotations

import re

# A line that begins with ">", and the line "On ... wrote:" that mail programs put above such lines.
_QUOTED = re.compile(r"^[^\S\n]*(?:>|&gt;)[^\n]*|^[^\S\n]*On\b[^\n]{0,120}\bwrote:[^\S\n]*(?=\n\s*(?:>|&gt;))", re.M)


def quoted_spans(body: str) -> tuple[tuple[int, int], ...]:
    """Where the quoted lines of a message stand, as offsets of its text, each without its line end."""
    return tuple(one.span() for one in _QUOTED.finditer(body)) if ">" in body or "&gt;" in body else ()


def without_quoted(body: str) -> str:
    """The message with blanks in place of what it quotes: every other letter keeps its offset."""
    for start, end in quoted_spans(body):
        body = body[:start] + " " * (end - start) + body[end:]
    return body
