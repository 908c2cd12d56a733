"""What several detectors share: apps, links, domains, number words, cues."""
