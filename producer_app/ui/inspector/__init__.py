"""The inspector: everything about the chosen segment, edited in place."""

from producer_app.ui.inspector.panel import Inspector
