"""The page of the outbox: which messages wait, went, or did not get through."""
