"""The pure engine: people and places in, ordered lists with reasons out.

No web, no database, no clock, and no word for a regeling anywhere (matching.md 2.10).
"""
