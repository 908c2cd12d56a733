"""Pictures of one relationship: its history on a time axis, and what its risk is made of."""
