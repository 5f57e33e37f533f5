"""How a leerwerkplek ended: what was learned per task, and the learner who says agreed or not, in own words."""
