"""Messages in, detections out: a gate over columns, then folding, finding, joining and stance for what passes."""

from auditor.scanning.frames import find_values, scan_frame
from auditor.scanning.stores import scan_store
from auditor.scanning.warming import warm

__all__ = ["find_values", "scan_frame", "scan_store", "warm"]
