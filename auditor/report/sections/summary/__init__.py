"""The verdict in one sentence, what changed, and the figures behind it."""
