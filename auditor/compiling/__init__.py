"""A rule as SQL for a warehouse that has the tables already: the shapes as views, in order, then the rule's query."""

from auditor.compiling.reading import names
from auditor.compiling.scripts import compile_rule
from auditor.compiling.together import Together, compile_together

__all__ = ["Together", "compile_rule", "compile_together", "names"]
