"""Income at risk, and on whom it hangs."""
