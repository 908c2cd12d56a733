"""Findings, to be filtered and sorted."""
