"""Pages as fragments of print markup for the press."""
