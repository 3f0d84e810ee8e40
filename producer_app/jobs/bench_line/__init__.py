"""The bench of the line to the rooms: each figure that was promised, beside what limits it."""
