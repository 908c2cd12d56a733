"""What was read, what was set aside, and what that means."""
