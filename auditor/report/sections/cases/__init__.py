"""The cases of a large audit."""
