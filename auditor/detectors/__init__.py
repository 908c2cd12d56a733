"""One file per kind of contact detail or phrase family."""
