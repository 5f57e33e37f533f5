"""The value tables that a region brings in: read from a file, kept, never changed."""
