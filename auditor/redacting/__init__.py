"""Takes people's data out of a result, before anything is rendered that is made to be shared."""

from auditor.redacting.levels import redact
from auditor.redacting.narrowing import only

__all__ = ["only", "redact"]
