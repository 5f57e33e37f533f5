"""What contractors did for their promise: claims, how they were checked, and what the books say."""
