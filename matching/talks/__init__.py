"""Gesprekken: employer and candidate meet, after an invitation; planned, moved and called off with notice to everybody."""
