"""A rule as SQL for a warehouse that has the tables already: the shapes as views, in order, then the rule's query."""

from auditor.compiling.reading import names
from auditor.compiling.scripts import compile_rule

__all__ = ["compile_rule", "names"]
