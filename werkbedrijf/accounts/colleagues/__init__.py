"""The people of an employer who come in: they invite each other, and leave; the face of the employer hears it."""
