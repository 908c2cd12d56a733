"""The one style of all charts: colours, fonts, and the SVG that a strict page accepts."""
