"""Plans one handoff."""
