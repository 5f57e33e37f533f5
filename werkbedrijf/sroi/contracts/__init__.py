"""What contractors promised: contracts, what was agreed in them and when it changed, and the plan."""
