"""The line that says what was refused or went wrong, and what to do; it never covers the show."""
