"""What if: other places or other rules on a stored allocation, or on every night of a quarter, and who gains by it.

Only looks at what was stored; the allocation in force and its settings are never touched. Groups are counted here, above
matching, and nothing is adjusted by them.
"""
