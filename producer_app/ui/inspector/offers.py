"""The Offers part: what the segment's handoffs sell, in the order in which it is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from producer_app.core.show import OfferId, Show
from producer_app.present.inspector import HandoffOffers, InspectorView, OfferLine
from producer_app.present.segment_entry import offers_changed
from producer_app.present.words import Words, both
from producer_app.ui.forms import column
from producer_app.ui.inspector.adding import AddBox, RemoveButton
from producer_app.ui.inspector.part import Part
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space


class OfferRow(QFrame):
    """One offer: number, product in both languages, price and stock."""

    removed = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._offer: OfferId | None = None
        self.name = PlainLabel("text")
        self.price = PlainLabel("text_small", tone="ink_quiet")
        self.remove = RemoveButton()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.price)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(texts, 1)
        row.addWidget(self.remove)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_offer(self, offer: OfferLine) -> None:
        """Show this offer."""
        self._offer = offer.id
        name = offer_name(offer)
        self.name.say(name)
        self.price.say(both(offer.price, offer.stock, " · "))
        self.remove.setAccessibleName(self._words.say("inspector.remove_named", name=name))

    def _on_remove_clicked(self) -> None:
        if self._offer is not None:
            self.removed.emit(self._offer)


class HandoffGroup(QFrame):
    """One handoff with its offers and a box that adds one."""

    edit_asked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: HandoffOffers | None = None
        self.heading = PlainLabel("text", bold=True, tone="shop")
        self.rows: list[OfferRow] = []
        self.add = AddBox(words.say("inspector.add_offer"))
        self.add.added.connect(self._on_add_added)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(space("tight"))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, space("near"))
        body.setSpacing(space("tight"))
        body.addWidget(self.heading)
        body.addLayout(self._offers)
        body.addWidget(self.add)

    def show_group(self, group: HandoffOffers) -> None:
        """Show this handoff's offers."""
        self._shown = group
        self.heading.say(group.heading)
        while len(self.rows) > len(group.offers):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(group.offers):
            row = OfferRow(self._words)
            row.removed.connect(self._on_row_removed)
            self.rows.append(row)
            self._offers.addWidget(row)
        for row, offer in zip(self.rows, group.offers, strict=True):
            row.show_offer(offer)
        self.add.offer([(offer.id, offer_name(offer)) for offer in group.others])

    def _on_row_removed(self, offer: OfferId) -> None:
        if self._shown is not None:
            kept = tuple(key for key in self._shown.handoff.offers if key != offer)
            self._ask(kept)

    def _on_add_added(self, offer: OfferId) -> None:
        if self._shown is not None:
            self._ask((*self._shown.handoff.offers, offer))

    def _ask(self, offers: tuple[OfferId, ...]) -> None:
        edit = offers_changed(self._shown.handoff, offers) if self._shown else None
        if edit is not None:
            self.edit_asked.emit(edit)


class OffersPart(Part):
    """Every handoff that leaves from the segment or opens it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.groups: list[HandoffGroup] = []
        self.none = PlainLabel("text", tone="ink_faint")
        self.none.say(words.say("inspector.no_handoff"))
        self._groups = QVBoxLayout()
        body = column(self)
        body.addWidget(self.none)
        body.addLayout(self._groups)
        body.addStretch()

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        while len(self.groups) > len(view.handoffs):
            group = self.groups.pop()
            group.hide()
            group.deleteLater()
        while len(self.groups) < len(view.handoffs):
            group = HandoffGroup(self.words)
            group.edit_asked.connect(self.edit_asked)
            self.groups.append(group)
            self._groups.addWidget(group)
        for group, shown in zip(self.groups, view.handoffs, strict=True):
            group.show_group(shown)
        self.none.setVisible(not view.handoffs)


def offer_name(offer: OfferLine) -> str:
    """An offer's number and product in both languages."""
    return both(offer.number, both(offer.product, offer.product_alt, " "))
