"""The jobs that need no window, or only a picture of it: what the command line can do."""
