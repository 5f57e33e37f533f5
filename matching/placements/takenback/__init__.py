"""A start that was a mistake: taken back, so that it counts nowhere any more. What stood there stays readable."""
