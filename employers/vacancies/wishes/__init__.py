"""What an employer wants changed at a place of its own: asked side by side with how it is, and answered by the face."""
