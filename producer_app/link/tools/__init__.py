"""What other programs of the director's get: HTTP and WebSocket, OSC, webhooks."""
