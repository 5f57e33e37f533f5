"""The 19 basisindicatoren: one definition each, per gemeente and region, comparable over quarters."""
