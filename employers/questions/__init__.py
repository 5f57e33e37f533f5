"""What employers ask us, and whether they get an answer in time: our side of the clock that runs for them too."""
