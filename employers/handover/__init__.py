"""Overdracht: an account manager who leaves hands over employers and, one by one, every open promise.

No hand-over ends while something has no new owner. Work of who is gone already waits in a list for the colleagues.
"""
