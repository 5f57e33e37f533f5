"""Taking a saved import back, for as long as its term runs: what nobody used since goes, the rest stays and says why."""
