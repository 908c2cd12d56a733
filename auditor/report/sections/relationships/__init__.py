"""All relationships: verdict, date, what would move it, and how sure that is."""
