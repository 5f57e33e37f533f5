"""Borders of gemeenten, for a map: taken from an open file, kept small."""
