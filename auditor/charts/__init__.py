"""One file per chart: frame in, SVG out."""
