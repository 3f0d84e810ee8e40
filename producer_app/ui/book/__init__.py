"""The show book: the show itself and the nouns beside its segments, edited in place."""

from producer_app.ui.book.window import BookWindow
