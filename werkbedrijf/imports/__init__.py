"""Files in: seen first, then saved as a whole or not at all."""
