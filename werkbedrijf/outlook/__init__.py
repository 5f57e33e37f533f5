"""Where garantiebanen are heading: a forecast, what changed, and what of it may be published."""
