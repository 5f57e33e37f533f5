"""Fairness in the open: whether every group gets what its people can do, measured after each allocation and shown.

Nothing here changes a list, a fit or an order. Groups occur here and nowhere in matching; only counts leave this room.
"""
