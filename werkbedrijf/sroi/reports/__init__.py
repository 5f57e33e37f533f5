"""Interim reports: on which days a contractor tells how it stands, and whether that came in."""
