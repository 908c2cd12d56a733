"""Makes the lexicons ready to search: `python tests/compiled_lexicons.py` writes those whose file is old."""

from __future__ import annotations

from auditor.lexicons.compiling import write
from auditor.scanning.folding import plain_letters

if __name__ == "__main__":
    for path in write(plain_letters):
        print(path.name)
