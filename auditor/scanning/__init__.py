"""Messages in, detections out."""
