"""Running the service for real: several processes, what must be right before it opens, and the files around it."""
