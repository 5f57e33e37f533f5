"""Watching the service from outside: is it alive, is it ready, how busy is it, what happened. Never who was concerned."""
