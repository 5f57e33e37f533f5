"""Keeping and checking the two logs: the chain of the audit trail, its anchors and archive, and the log of looking."""
