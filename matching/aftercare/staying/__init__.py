"""How long work lasts in the region, per kind: a curve of everybody together, of nobody in particular."""
