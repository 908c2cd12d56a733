"""Messages in, detections out: a gate over columns, then folding, finding, joining and stance for what passes."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.scanning.frames import find_values, scan_frame
    from auditor.scanning.stores import scan_store
    from auditor.scanning.warming import warm

__all__ = ["find_values", "scan_frame", "scan_store", "warm"]

# Whoever hands messages to other processes needs nothing of what reads them, which takes a tenth of a second to load.
_PLACES = {"find_values": "frames", "scan_frame": "frames", "scan_store": "stores", "warm": "warming"}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
