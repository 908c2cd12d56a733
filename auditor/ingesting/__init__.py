"""Files in, typed tables, quarantine and ledger out."""
