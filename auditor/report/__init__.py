"""The HTML report: base template, style, script and one folder per section."""
