"""The timeline panel: looks at the whole evening, or follows now when it is zoomed.

Lanes, marks and links stand in a picture that is drawn anew only when plan, run, size or stretch
of time have changed, or once the evening has slid by half a pixel; a second paints the now-line.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomTimes
from producer_app.present.timeline import (
    Bar,
    Stretch,
    TimelineView,
    is_running,
    timeline_view,
    whole_of,
)
from producer_app.present.timeline_standing import timeline_standing
from producer_app.present.words import Words, own_clock
from producer_app.ui import theme
from producer_app.ui.timeline.badges import Badge
from producer_app.ui.timeline.layout import BETWEEN, HEAD, LOWEST, Layout
from producer_app.ui.timeline.overlay import Note, draw_note, frame_notes, notes_of, now_note
from producer_app.ui.timeline.painting import Placed
from producer_app.ui.timeline.picture import Picture, drawn, is_shown_by
from producer_app.ui.timeline.scale import Scale
from producer_app.ui.timeline.sight import Sight


class TimelinePanel(QWidget):
    """Ctrl and the wheel zoom, the wheel alone moves, a double click shows the whole evening; a
    click on handoffs that stand together parts them."""

    segment_chosen = Signal(object)
    handoff_chosen = Signal(object)
    """The HandoffId whose number was clicked."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._evening: Stretch | None = None
        """From the first thing to the last; None while there is nothing to draw."""
        self._drawn: Projection | None = None
        """What the picture shows."""
        self._seen: Projection | None = None
        """What the notes show."""
        self._picture: Picture | None = None
        self._notes: list[Note] = []
        self._known: tuple[tuple[RoomTimes, ...], Picture | None, list[Note]] | None = None
        self._sight = Sight()
        self._chosen: SegmentId | None = None
        self._font = theme.font("text_small")
        self._metrics = QFontMetricsF(self._font)
        self.setMinimumHeight(HEAD + 2 * LOWEST + BETWEEN + 3)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(words.say("timeline.name"))

    def show_state(self, projection: Projection) -> None:
        """Draw the evening as it stands; a second that changes nothing else moves the now-line."""
        if self._is_still(projection):
            self._seen = projection
            if self._follow(projection):
                self._redraw()
            else:
                self._renote()
            return
        self._seen = self._drawn = projection
        self._evening = whole_of(projection)
        self._follow(projection)
        self._redraw()

    def show_in_steps(self, projection: Projection) -> Iterator[None]:
        """``show_state`` with the picture drawn beforehand, for whoever has no time for all of it
        at once; a part of the evening is little enough."""
        evening, frame = whole_of(projection), self._frame()
        if self._sight.part is not None or evening is None or self._is_still(projection):
            self.show_state(projection)
            return
        yield
        view = self._view(projection, evening)
        yield
        picture = self._pictured(projection, evening, view)
        yield
        self.show_state(projection)
        if frame == self._frame():
            self._picture = picture
            self._notes = self._noted()

    def choose(self, segment: SegmentId | None) -> None:
        """Frame a segment that was chosen elsewhere."""
        self._chosen = segment
        self._renote()

    def show_whole(self) -> None:
        """The whole evening again."""
        self._sight.look_at_all()
        self._redraw()

    def visible_part(self) -> tuple[Instant, Instant] | None:
        """The stretch of time that is drawn; None while there is nothing to draw."""
        if self._evening is None:
            return None
        scale = self._scale(self._evening)
        return scale.start, scale.end

    def notes(self) -> tuple[Note, ...]:
        """What stands over the picture: words, gaps, waits, the now-line."""
        self._settled()
        return tuple(self._notes)

    def bars(self) -> tuple[Bar, ...]:
        """The bars that are seen."""
        self._settled()
        return tuple(bar for _, bar in self._placed)

    def badges(self) -> tuple[Badge, ...]:
        """The handoffs' numbers, each where it stands."""
        picture = self._settled()
        return () if picture is None else picture.badges

    @property
    def _placed(self) -> Sequence[Placed]:
        return () if self._picture is None else self._picture.placed

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        picture = self._settled()
        if picture is None:
            painter.fillRect(event.rect(), theme.colour("surface"))
            painter.setPen(theme.colour("ink_faint"))
            empty = self._words.say("timeline.empty")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), empty)
            painter.end()
            return
        dirty = QRectF(event.rect())
        ratio = picture.pixels.devicePixelRatio()
        source = QRectF(dirty.topLeft() * ratio, dirty.size() * ratio)
        painter.drawPixmap(dirty, picture.pixels, source)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for note in self._notes:
            if event.region().intersects(_around(note)):
                draw_note(painter, note)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        picture = self._settled()
        if picture is None:
            return
        bar, badge = picture.bar_at(event.position()), picture.badge_at(event.position())
        if badge is not None:
            self._open(badge)
        elif bar is not None:
            self.segment_chosen.emit(bar.segment)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        picture, at = self._settled(), event.position()
        if picture is None or not (picture.bar_at(at) or picture.badge_at(at)):
            self.show_whole()

    def wheelEvent(self, event: QWheelEvent) -> None:
        evening = self._evening
        if evening is None:
            return
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            about = self._scale(evening).at(event.position().x())
            self._sight.zoom(about, 0.8 if turn > 0 else 1.25, evening, self.width())
        else:
            self._sight.slide(-turn / 1200, evening, self.width())
        self._redraw()
        event.accept()

    def _open(self, badge: Badge) -> None:
        """Choose the one handoff that it stands for; part several, as far as a zoom goes."""
        evening, first, last = self._evening, badge.links[0], badge.links[-1]
        if evening is None or first.at == last.at:
            self.handoff_chosen.emit(first.handoff)
        elif self._sight.look_at(first.at, last.at, evening, self.width()):
            self._redraw()
        else:
            self.handoff_chosen.emit(first.handoff)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._told(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _told(self, at: QPointF) -> str:
        """What stands there, whole and in words."""
        lines = [note.hint for note in self._notes if note.hint and note.rect.contains(at)]
        if self._picture is not None and self._seen is not None:
            lines += self._picture.told(at, self._seen.show, self._words)
        return "\n".join(dict.fromkeys(lines))

    def _scale(self, evening: Stretch) -> Scale:
        return self._sight.scale(evening, self.width())

    def _layout(self, seen: Projection) -> Layout:
        return Layout(self.width(), self.height(), len(seen.rooms))

    def _is_still(self, projection: Projection) -> bool:
        """True when the picture shows this projection, too: nothing has moved half a pixel."""
        half = 0.0 if self._evening is None else self._scale(self._evening).pixel / 2
        return self._drawn is not None and is_shown_by(self._drawn, projection, half)

    def _follow(self, projection: Projection) -> bool:
        """Keep now in a zoomed part while something runs; True when the part moved."""
        return projection.run is not None and self._sight.follow(projection.now)

    def _redraw(self) -> None:
        """Draw everything anew when it is painted next."""
        self._picture, self._notes = None, []
        self.update()

    def _renote(self) -> None:
        """Paint again only what differs from what stands there."""
        if self._picture is None:
            return
        notes = self._noted()
        for note in set(self._notes) ^ set(notes):
            self.update(_around(note))
        self._notes = notes

    def _settled(self) -> Picture | None:
        """The still picture, drawn if it is not there, and the notes over it; None while there is
        nothing to draw."""
        if self._picture is None and self._evening is not None and self._drawn is not None:
            view = self._view(self._drawn, self._evening)
            self._picture = self._pictured(self._drawn, self._evening, view)
            self._notes = self._noted()
        return self._picture

    def _noted(self) -> list[Note]:
        evening, seen = self._evening, self._seen
        if evening is None or seen is None:
            return []
        scale, layout = self._scale(evening), self._layout(seen)
        notes = [*self._words_of(seen, scale), *frame_notes(self._chosen, self._placed)]
        if is_running(seen):
            text = own_clock(seen.now, seen.show)
            now = now_note(seen.now, text, scale, layout, self._metrics)
            notes += [] if now is None else [now]
        return notes

    def _words_of(self, seen: Projection, scale: Scale) -> list[Note]:
        """All notes but the now-line; the same as the second before where no room has moved."""
        rooms = tuple(seen.rooms.values())
        known = self._known
        is_same = known is not None and all(map(operator.is_, known[0], rooms))
        if known is not None and is_same and known[1] is self._picture:
            return known[2]
        standing = timeline_standing(seen, self._words)
        marks = () if self._picture is None else self._picture.marks
        notes = notes_of(standing, marks, scale, self._layout(seen), self._metrics)
        self._known = (rooms, self._picture, notes)
        return notes

    def _frame(self) -> tuple[object, ...]:
        """What besides the show a picture depends on."""
        return self._sight.part, self.width(), self.height(), self.devicePixelRatioF()

    def _view(self, projection: Projection, evening: Stretch) -> TimelineView:
        scale = self._scale(evening)
        return timeline_view(projection, self._words, Stretch(scale.start, scale.end, scale.pixel))

    def _pictured(self, projection: Projection, evening: Stretch, view: TimelineView) -> Picture:
        scale, layout = self._scale(evening), self._layout(projection)
        ratio = self.devicePixelRatioF()
        return drawn(view, projection.show, scale, layout, self._font, ratio)


def _around(note: Note) -> QRect:
    """The pixels of a note, its edges included."""
    return note.rect.adjusted(-3, -3, 3, 3).toAlignedRect()
