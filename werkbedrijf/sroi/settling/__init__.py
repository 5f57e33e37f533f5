"""The letter that says where a contract stands on a day, and how it was settled."""
