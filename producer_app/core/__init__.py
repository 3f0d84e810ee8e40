"""What a show is: pure values and functions that know no Qt, no files, no clock, no network."""
