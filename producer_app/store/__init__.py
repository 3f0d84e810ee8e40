"""One SQLite file per show: reads and writes frozen shows and their as-run logs."""
