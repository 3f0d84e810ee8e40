"""What stands below a handoff's lamp: what is not ready, who walks over, offers and the return."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from producer_app.present.echo import Level
from producer_app.present.handoff import HandoffView
from producer_app.present.handoff_needs import Walker
from producer_app.present.words import Words, both
from producer_app.ui.forms import Sheet
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

MOST = 3
"""Lines of needs or of people before the rest is counted; the tooltip names them all."""


class Lines(QWidget):
    """A few lines of words, each in its level's colour; the rest is counted."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.labels = tuple(PlainLabel("text") for _ in range(MOST))
        self.rest = PlainLabel("text_small", tone="ink_quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (*self.labels, self.rest):
            column.addWidget(label)

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show these lines, each with its tone."""
        for number, label in enumerate(self.labels):
            label.setVisible(number < len(lines))
            if number < len(lines):
                label.say(*lines[number])
        more = len(lines) - MOST
        self.rest.setVisible(more > 0)
        self.rest.say(self._words.say("handoff.and_more", count=more) if more > 0 else "")
        self.rest.explain("; ".join(text for text, _ in lines[MOST:]))

    def texts(self) -> list[str]:
        """The lines that are shown."""
        return [label.text() for label in self.labels if not label.isHidden()]


class ShrinkingArea(Sheet):
    """As tall as what it holds while there is room; else it scrolls, so that buttons stay, and
    ends below a whole line."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(inner, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._end_below_a_line()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_below_a_line()

    def _end_below_a_line(self) -> None:
        ends = [
            line.mapTo(self.inner, line.rect().bottomLeft()).y() + 1
            for line in self.inner.findChildren(PlainLabel)
            if line.isVisibleTo(self.inner)
        ]
        whole = [end for end in ends if end <= self.height()]
        left = self.height() - max(whole, default=0) if len(whole) < len(ends) else 0
        if left != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, left)

    def sizeHint(self) -> QSize:
        return self.inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Facts(QWidget):
    """Needs, people, offers and return of one handoff."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.heading = PlainLabel("text_small", bold=True)
        self.needs = Lines(words)
        self.people = Lines(words)
        self.offers = PlainLabel("text", tone="ink_quiet")
        self.throw = PlainLabel("text", tone="ink_quiet")
        self.back = PlainLabel("text", bold=True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self.needs, self.back, self.people, self.offers, self.throw):
            column.addWidget(part)

    def show_facts(self, view: HandoffView, *, is_low: bool = False) -> None:
        """Show what is known of the handoff besides its state; where there is little room what is
        not ready is named or counted in one line, and named in its tooltip."""
        say = self._words.say
        self._column.setSpacing(0 if is_low else space("tight"))
        needs = [(need.text, str(need.level)) for need in view.needs]
        is_pressing = any(tone != "ink_quiet" for _, tone in needs)
        key = "handoff.to_confirm" if needs else "handoff.all_ready"
        pressing = "handoff.ready_but" if view.is_ready else "handoff.not_ready"
        heading = say(pressing if is_pressing else key)
        is_told = is_low and bool(needs)
        if is_told:
            heading = self._in_one_line(heading, [text for text, _ in needs])
        self.heading.say(heading, "warning" if is_pressing else "ink_quiet")
        self.heading.explain("; ".join(text for text, _ in needs) if is_told else "")
        self.heading.setHidden(not view.may_lack)
        self.needs.show_lines([(f"○ {text}", tone) for text, tone in needs])
        self.needs.setVisible(bool(needs) and not is_told)
        self.people.show_lines([self._walker(walker) for walker in view.walkers])
        self.people.setVisible(bool(view.walkers))
        self._show_return(view)
        key = "handoff.one_offer" if view.offers == 1 else "handoff.offers"
        offers = say(key, count=view.offers)
        offers = both(offers, view.offers_now, " · ")
        is_missed = view.offers_level is Level.WARNING
        level = view.offers_level if is_missed else view.link_level
        self.offers.say(both(offers, view.link, " · "), str(level))
        self.throw.setVisible(bool(view.throw_words))
        self.throw.say(say("handoff.throw", text=view.throw_words))

    def _in_one_line(self, heading: str, needs: list[str]) -> str:
        if len(needs) == 1:
            return both(heading, needs[0], " ")
        return self._words.say("handoff.counted", count=len(needs), what=heading)

    def _show_return(self, view: HandoffView) -> None:
        by = self._words.say("handoff.return_by", time=view.return_by) if view.return_by else ""
        is_ticking = bool(view.return_in)
        self.back.setVisible(bool(by))
        self.back.say(
            both(view.return_in, by, " · "), str(view.return_level) if is_ticking else "ink_faint"
        )

    def _walker(self, walker: Walker) -> tuple[str, str]:
        name = both(walker.name, walker.name_alt, " ")
        return both(both(name, walker.where, " · "), walker.walk, " · "), str(walker.level)
