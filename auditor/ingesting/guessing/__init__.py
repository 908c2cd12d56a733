"""Proposes how an unknown export could be read: which table, which column is what, and how sure that is.

`guess` looks at names and at a bounded sample of rows; `profile_text` writes the proposal as a profile to edit.
"""

from __future__ import annotations

from auditor.ingesting.guessing.proposal import Guess, Missing, Proposed
from auditor.ingesting.guessing.proposing import guess
from auditor.ingesting.guessing.writing import profile_text

__all__ = ["Guess", "Missing", "Proposed", "guess", "profile_text"]
