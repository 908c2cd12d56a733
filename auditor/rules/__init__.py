"""Heuristics as data: front matter, parameters, and the check that a rule is portable SQL."""
