"""Makes a process ready to read messages while there are none yet."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from auditor.model.detections import Scope
from auditor.scanning.finding import find_in
from auditor.scanning.frames import scan_frame

_TALK = "write to desk1@fjordmail.net, +1 415 555 0100, whatsapp or paypal, or pay me outside"


def warm() -> None:
    """Load detectors, filters and lexicons, so that the first text of a process need not wait for them."""
    find_in(_TALK, Scope())
    at = datetime(2026, 1, 1)
    rows = [("1", "t", "client", at, _TALK), ("2", "t", "freelancer", at, "ok, sent")]
    scan_frame(pl.DataFrame(rows, schema=["id", "thread", "sender", "sent_at", "body"], orient="row"), ("US",))
