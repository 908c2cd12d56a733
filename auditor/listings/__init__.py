"""Findings as text for a terminal, a pipe or another program: one file per format, each safe to print."""
