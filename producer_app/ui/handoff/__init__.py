"""The handoff panel: cue lights, acknowledgements and the calls between the rooms."""

from producer_app.ui.handoff.panel import HandoffPanel
