"""Which help runs with a placement, from and until which day: the same words for everybody, never a law and never an amount."""
