"""Where to recruit next: which places would open work for people who have nothing now.

Only looks, and knows no regeling: it counts from the latest allocation and the pool.
"""
