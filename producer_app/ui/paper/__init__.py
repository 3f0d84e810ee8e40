"""The preview of the cue sheets: pages as pictures, export, print."""
