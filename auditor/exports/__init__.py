"""One file per output format: result in, bytes out."""
