"""The window while no show is open."""
