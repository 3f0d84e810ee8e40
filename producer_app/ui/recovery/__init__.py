"""The ways back on time: a line that says so, a drawer of them, a process that seeks."""
