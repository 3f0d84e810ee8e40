"""What start.py does once on a new machine; standard library only, as nothing else is there yet."""
