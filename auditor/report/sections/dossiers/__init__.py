"""The relationships that most need an act, one by one."""
