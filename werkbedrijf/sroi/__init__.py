"""What contractors promised as social return, and what counts for it.

A region's value table says what an effort is worth; the same effort has another value elsewhere, so a table is data with a
version and a source, never code.
"""
