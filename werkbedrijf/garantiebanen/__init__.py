"""Counting garantiebanen: persons, jobs of 25.5 hours and fte, never mixed."""
