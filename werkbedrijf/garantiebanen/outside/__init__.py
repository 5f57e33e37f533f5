"""Figures of UWV: they stand beside our count under their own label, and are never added to it."""
