"""The pages on screen: what stands on them around the chapters' own text, and their builder."""
