"""The line past one building: an MQTT broker carries it, a relay serves the pages there."""
