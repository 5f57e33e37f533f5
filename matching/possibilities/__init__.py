"""Why this person and this place, and what would make it possible when it is not yet so; it only looks.

One page per pair, one per person with what a single change would open, and the explanation that somebody can take home.
"""
