"""The reply clock both ways, as the region publishes it: do employers answer us in time, and do we answer them."""
