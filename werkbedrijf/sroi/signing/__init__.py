"""Before signing: what a clause would ask of a contractor, and how much work that is."""
