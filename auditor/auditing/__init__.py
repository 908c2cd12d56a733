"""Shapes, heuristics, findings and eligibility: what the SQL of the project says of a store."""
