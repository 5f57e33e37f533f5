"""Times in which the work of a placement lies still, from and to a day."""
