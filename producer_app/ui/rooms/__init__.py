"""The line to the rooms: who is on it, and how a page joins it."""
