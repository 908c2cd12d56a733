"""What `auditor doctor` looks at, one thing per file; each gives remarks and changes nothing."""
