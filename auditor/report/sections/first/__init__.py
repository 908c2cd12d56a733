"""What to do first: one entry per relationship that needs an act, with the reply to copy."""
