"""auditor: reads exported freelance histories and says what happened, how sure that is, and what to do next."""

__version__ = "0.1.0"
