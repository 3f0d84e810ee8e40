"""The Qt window: shows view models, turns what a person does into commands, decides nothing."""
