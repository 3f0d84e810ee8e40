"""Other people's files: reads running orders and rundowns that were made elsewhere."""
