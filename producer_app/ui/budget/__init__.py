"""Advertising against what was promised, and sponsors against their contracts."""
