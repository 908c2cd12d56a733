"""The days that are coming."""
