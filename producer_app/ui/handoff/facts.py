"""What stands below a handoff's lamp: what is not ready, who walks over, offers and the return."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.present.echo import Level
from producer_app.present.handoff import HandoffView
from producer_app.present.handoff_needs import Walker
from producer_app.present.words import Words, both
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space


class Lines(QWidget):
    """Lines of words below one another, each in its level's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels: list[PlainLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show these lines, each with its tone."""
        while len(self.labels) < len(lines):
            self.labels.append(PlainLabel("text"))
            self._column.addWidget(self.labels[-1])
        for number, label in enumerate(self.labels):
            label.setVisible(number < len(lines))
            if number < len(lines):
                label.say(*lines[number])

    def texts(self) -> list[str]:
        """The lines that are shown."""
        return [label.text() for label in self.labels if not label.isHidden()]


class Facts(QWidget):
    """Needs, people, offers and return of one handoff."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.heading = PlainLabel("text_small", bold=True)
        self.needs = Lines()
        self.people = Lines()
        self.offers = PlainLabel("text", tone="ink_quiet")
        self.throw = PlainLabel("text", tone="ink_quiet")
        self.back = PlainLabel("text", bold=True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self.needs, self.back, self.people, self.offers, self.throw):
            column.addWidget(part)

    def show_facts(self, view: HandoffView, *, is_low: bool = False) -> None:
        """Show what is known of the handoff besides its state; where there is little room the
        one thing that is not ready is named in the heading."""
        say = self._words.say
        self._column.setSpacing(0 if is_low else space("tight"))
        needs = [(need.text, str(need.level)) for need in view.needs]
        is_pressing = any(tone != "ink_quiet" for _, tone in needs)
        key = "handoff.to_confirm" if needs else "handoff.all_ready"
        pressing = "handoff.ready_but" if view.is_ready else "handoff.not_ready"
        heading = say(pressing if is_pressing else key)
        is_told = is_low and len(needs) == 1
        if is_told:
            heading = both(heading, needs[0][0], " ")
        elif len(needs) > 1:
            heading = say("handoff.counted", count=len(needs), what=heading)
        self.heading.say(heading, "warning" if is_pressing else "ink_quiet")
        self.heading.explain("; ".join(text for text, _ in needs) if is_low else "")
        self.heading.setHidden(not view.may_lack)
        self.needs.show_lines([(f"○ {text}", tone) for text, tone in needs])
        self.needs.setVisible(bool(needs) and not is_told)
        self.people.show_lines([self._walker(walker) for walker in view.walkers])
        self.people.setVisible(bool(view.walkers))
        self._show_return(view, is_said=is_low and view.return_in == view.call.text)
        key = "handoff.one_offer" if view.offers == 1 else "handoff.offers"
        offers = say(key, count=view.offers)
        offers = both(offers, view.offers_now, " · ")
        is_missed = view.offers_level is Level.WARNING
        level = view.offers_level if is_missed else view.link_level
        self.offers.say(both(offers, view.link, " · "), str(level))
        self.throw.setVisible(bool(view.throw_words))
        self.throw.say(say("handoff.throw", text=view.throw_words))

    def _show_return(self, view: HandoffView, *, is_said: bool) -> None:
        """When it is back; how long until then only where the call does not say so already."""
        by = self._words.say("handoff.return_by", time=view.return_by) if view.return_by else ""
        is_ticking = bool(view.return_in)
        self.back.setVisible(bool(by))
        left = "" if is_said else view.return_in
        self.back.say(both(left, by, " · "), str(view.return_level) if is_ticking else "ink_faint")

    def _walker(self, walker: Walker) -> tuple[str, str]:
        name = both(walker.name, walker.name_alt, " ")
        return both(both(name, walker.where, " · "), walker.walk, " · "), str(walker.level)
