"""The portable list for whoever writes a rule; the parser is loaded only where it is asked for."""

from __future__ import annotations


def portable_forms() -> list[str]:
    """How each function, join and type that a rule may use is written, one line each."""
    # Imported here: listing and running rules need no syntax tree, and the parser takes a moment to load.
    from auditor.rules.portable import forms

    return forms()
