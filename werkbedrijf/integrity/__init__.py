"""Whether the database still says what may be said: every rule of the house as a question with no answers."""
