"""The only plugin machinery: the files of a folder are its rooms, and a file's stem is its identity."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from auditor.errors import RoomError


def discover(package: str, constant: str) -> dict[str, Any]:
    """Return {module stem: its one constant} for every module of `package`, in the order of names.

    Raises RoomError when a module lacks the constant.
    """
    found: dict[str, Any] = {}
    for stem in module_names(package):
        module = importlib.import_module(f"{package}.{stem}")
        if not hasattr(module, constant):
            raise RoomError(f"{module.__file__}: defines no {constant} -> add it; each file here is one room")
        found[stem] = getattr(module, constant)
    return found


def room(package: str, stem: str, constant: str) -> Any:
    """The one constant of the module `stem` of `package`; the other rooms stay unread."""
    return getattr(importlib.import_module(f"{package}.{stem}"), constant)


def module_names(package: str) -> list[str]:
    """Names of the modules (not packages) directly inside `package`, sorted; none of them is imported."""
    home: ModuleType = importlib.import_module(package)
    return sorted(info.name for info in pkgutil.iter_modules(home.__path__) if not info.ispkg)


def files(folder: Path, suffix: str) -> Mapping[str, Path]:
    """Return {file stem: path} of the data rooms of `folder` with that suffix, in the order of names."""
    return {path.name.removesuffix(suffix): path for path in sorted(folder.glob(f"*{suffix}"))}


def sql_folder() -> Path:
    """The folder of the shipped SQL: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    inside = package / "sql"
    return inside if inside.is_dir() else package.parent / "sql"
