"""Audio: length, waveform and loudness of clips, decoded away from the window."""
