"""Where a contract will end: what is approved, what is claimed, and the work that runs on."""
