"""What runs by itself, when, and how it went. Due work is rows: whoever claims the row does the work, once."""
