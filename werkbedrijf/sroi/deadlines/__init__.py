"""The days of a contract: what must be done by when, and telling who acts on it in time."""
