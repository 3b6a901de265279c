"""Draws what a program printed: data in, SVG out. Knows nothing of programs or pages."""
