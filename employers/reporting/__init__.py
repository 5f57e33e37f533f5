"""An employer reports a new place in five questions; it waits as a concept for the account manager."""
