"""One projection, many faces: frozen view models for screen, paper and room pages, without Qt."""
