"""Charts: one file each, with the constant CHART; what they share in looks lies in `style`."""
