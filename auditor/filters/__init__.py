"""One file per family of false alarms."""
