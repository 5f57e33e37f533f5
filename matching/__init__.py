"""Where employers and candidates meet: from fit to working day."""
