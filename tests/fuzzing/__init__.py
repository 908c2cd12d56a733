"""Broken files by the thousand through the whole of the ingest; what it makes of them is judged by readings that know nothing of it."""
