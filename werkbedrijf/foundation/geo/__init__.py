"""Where a postcode lies: one point per four-digit postcode, shipped with the product.

Good enough for distance and travel time between places; an official import may replace it.
"""
