"""The timeline: the whole evening to scale, or a part of it, with the now-line."""
