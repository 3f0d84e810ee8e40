"""The rundown: a stage room's table and a shopping room's beside it, on one time axis."""

from producer_app.ui.rundown.panel import RundownPanel
