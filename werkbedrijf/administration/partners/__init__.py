"""Partners of the region, and the region itself."""
