"""Sections of the report: one folder each, with section.py (the constant SECTION) and section.html.j2."""
