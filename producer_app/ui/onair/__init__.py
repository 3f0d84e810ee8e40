"""The bar across the top of the window."""

from producer_app.ui.onair.bar import OnAirBar
