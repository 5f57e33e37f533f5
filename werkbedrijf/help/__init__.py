"""The manual inside the product: a page per role, the words, and how lists, counts and privacy work. And every component."""
