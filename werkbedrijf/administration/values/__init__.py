"""Values with a date: what counts today, what counted, and what will count."""
