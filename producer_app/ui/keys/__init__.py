"""The page that lists every action with its shortcut."""

from producer_app.ui.keys.page import KeysPage
