"""What people say about findings: decisions with their history, in the store or in a file, and what they teach."""

from auditor.reviewing.baseline import baseline_text, read_baseline
from auditor.reviewing.keeping import add, history, in_force, not_known
from auditor.reviewing.standing import holding, standing, to_review

__all__ = [
    "add",
    "baseline_text",
    "history",
    "holding",
    "in_force",
    "not_known",
    "read_baseline",
    "standing",
    "to_review",
]
