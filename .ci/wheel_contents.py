"""Compare a wheel with the checkout: every data file that the auditor reads at run time must be inside.

    python .ci/wheel_contents.py WHEEL CHECKOUT

Ends with 1 and the missing names when something was left out.
"""

import sys
import zipfile
from pathlib import Path

DATA = {"auditor": (".toml", ".j2", ".css", ".js", ".txt", ".json", ".npz"), "sql": (".sql",)}


def wanted(top: Path) -> set[str]:
    """Names inside the wheel of the checkout's data files; sql/ moves under the package."""
    names: set[str] = set()
    for folder, suffixes in DATA.items():
        for path in (top / folder).rglob("*"):
            if path.is_file() and path.suffix in suffixes:
                name = path.relative_to(top).as_posix()
                names.add(f"auditor/{name}" if folder == "sql" else name)
    return names


def main() -> int:
    wheel, top = Path(sys.argv[1]), Path(sys.argv[2])
    expected = wanted(top)
    missing = sorted(expected - set(zipfile.ZipFile(wheel).namelist()))
    print(f"{wheel.name}: {len(expected) - len(missing)} of {len(expected)} data files inside")
    for name in missing:
        print(f"missing: {name}", file=sys.stderr)
    return 1 if missing or not any(name.startswith("auditor/sql/") for name in expected) else 0


if __name__ == "__main__":
    sys.exit(main())
