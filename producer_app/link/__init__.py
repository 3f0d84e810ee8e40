"""The line to the rooms: the room server, which is its own process, and the client to it."""
