"""Units for cron and systemd that run this installation's audit, one form per file."""
