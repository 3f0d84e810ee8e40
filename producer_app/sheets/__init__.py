"""Paper: cue sheets as PDF, set from the same view models as the screen."""
