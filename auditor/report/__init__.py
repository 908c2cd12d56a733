"""The report: one self-contained HTML file made of sections."""
