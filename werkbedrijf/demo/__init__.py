"""One invented region, built through the real actions, so it cannot lie."""
