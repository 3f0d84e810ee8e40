"""Every rule as two lines, or three where it is broken: chosen by a click or by the arrows."""

from __future__ import annotations

import html

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from producer_app.core.show import AdRuleId
from producer_app.present.budget import RuleViews
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_rule import RuleView
from producer_app.present.words import both
from producer_app.ui.budget.tones import TONES
from producer_app.ui.theme import colour, font, size, space

Index = QModelIndex | QPersistentModelIndex

_JOINT = " · "
_ROLE = Qt.ItemDataRole.UserRole
_LINES = Qt.ItemDataRole.UserRole + 1
_HAS_PLACE = Qt.ItemDataRole.UserRole + 2
_TOLD = frozenset(
    {
        *(_ROLE, Qt.ItemDataRole.DisplayRole),
        *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole),
    }
)
_ONE_LINE = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(
    Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
)
_BADGE_DASHED = frozenset({BudgetLevel.CLOSE})


class RuleModel(QAbstractListModel):
    """The rules in the order in which they are handed in; only what changed is told."""

    def __init__(self, parent: QWidget, *, has_places: bool) -> None:
        super().__init__(parent)
        self.has_places = has_places
        self.rules: RuleViews | None = None

    def show_rules(self, rules: RuleViews) -> None:
        """Show these rules."""
        before, self.rules = self.rules, rules
        if before is None or _ids(before) != _ids(rules):
            self.beginResetModel()
            self.endResetModel()
            return
        for row, (was, state) in enumerate(zip(before.states, rules.states, strict=True)):
            if was is not state:
                self.dataChanged.emit(self.index(row), self.index(row))

    def lines(self, row: int) -> int:
        """How many lines that rule takes: one more where it is broken, and one for its place."""
        is_broken = self.rules is not None and self.rules.states[row].first_break is not None
        return 2 + is_broken + self.has_places

    def key(self, row: int) -> AdRuleId:
        """The id of the rule there."""
        return self.rules.states[row].rule.id if self.rules is not None else AdRuleId("")

    def rowCount(self, parent: Index | None = None) -> int:
        is_below = parent is not None and parent.isValid()
        return 0 if is_below or self.rules is None else len(self.rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.rules is None:
            return None
        if role == _LINES:
            return self.lines(index.row())
        if role == _HAS_PLACE:
            return self.has_places
        if role not in _TOLD:
            return None
        rule = self.rules[index.row()]
        if role == _ROLE:
            return rule
        if role == Qt.ItemDataRole.DisplayRole:
            return rule.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _JOINT.join(_parts(rule))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "".join(f"<p>{html.escape(part)}</p>" for part in _parts(rule))
        return None


class RuleDelegate(QStyledItemDelegate):
    """Paints one rule: its level as a badge, its name, what is left; beneath it the figures."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines: int = index.data(_LINES)
        return QSize(160, _height_of(lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rule: RuleView = index.data(_ROLE)
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, colour("focus_surface"))
        room = option.rect.adjusted(space("tight"), 2, -space("near"), -2)
        head = QRect(room.left(), room.top(), room.width(), size("row_small") - 2)
        self._paint_head(painter, rule, head)
        small = head.translated(0, head.height())
        small.setHeight(_small_height())
        painter.setFont(font("text_small"))
        if rule.broken:
            _write(painter, small, rule.broken, colour_of(rule), bold=True)
            small.translate(0, _small_height())
        for line in told_below(rule, has_place=bool(index.data(_HAS_PLACE))):
            _write(painter, small, line, "ink_quiet")
            small.translate(0, _small_height())
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_head(self, painter: QPainter, rule: RuleView, room: QRect) -> None:
        bold = font(bold=True)
        metrics = QFontMetrics(bold)
        badge = QRect(room.left(), room.top() + 1, 0, room.height() - 3)
        badge.setWidth(QFontMetrics(_badge_font()).horizontalAdvance(rule.level_word) + 10)
        _paint_badge(painter, rule, badge)
        left = rule.verdict_text
        width = metrics.horizontalAdvance(left) + 2
        painter.setFont(bold)
        painter.setPen(colour(colour_of(rule)))
        painter.drawText(room, _RIGHT, left)
        rest = QRect(room)
        rest.setLeft(badge.right() + space("near"))
        rest.setRight(room.right() - width - space("near"))
        if rule.caution:
            caution = metrics.horizontalAdvance(rule.caution) + space("near")
            painter.setPen(colour("warning"))
            painter.drawText(rest, _RIGHT, rule.caution)
            rest.setRight(rest.right() - caution)
        _write(painter, rest, rule.title, "ink", bold=True, type_=bold)


class RuleList(QListView):
    """The rules, the worst first; it is as high as what it holds; with places each
    says on a line of its own where it holds."""

    rule_chosen = Signal(object)
    """The AdRuleId that the person went to."""
    rule_opened = Signal(object)
    """The AdRuleId that was clicked, or that Enter was pressed at."""

    def __init__(self, parent: QWidget | None = None, *, has_places: bool = False) -> None:
        super().__init__(parent)
        self._shown = RuleModel(self, has_places=has_places)
        self._is_quiet = False
        self.setModel(self._shown)
        self.setItemDelegate(RuleDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_opened)
        self.activated.connect(self._on_opened)

    @property
    def chosen(self) -> AdRuleId | None:
        """The rule that is marked; None where none is."""
        index = self.currentIndex()
        return self._shown.key(index.row()) if index.isValid() else None

    @property
    def rules(self) -> tuple[RuleView, ...]:
        """What is shown, the worst first."""
        return tuple(self._shown.rules or ())

    def show_rules(self, rules: RuleViews, chosen: AdRuleId | None) -> None:
        """Show these rules, that one of them chosen."""
        had = self._height()
        self._is_quiet = True
        self._shown.show_rules(rules)
        ids = _ids(rules)
        row = ids.index(chosen) if chosen in ids else -1
        if row != self.currentIndex().row():
            self.setCurrentIndex(self._shown.index(row))
        self._is_quiet = False
        if had != self._height():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _height(self) -> int:
        rows = range(self._shown.rowCount())
        return sum(_height_of(self._shown.lines(row)) for row in rows) + 2

    def _on_opened(self, index: QModelIndex) -> None:
        self.rule_opened.emit(self._shown.key(index.row()))

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.rule_chosen.emit(self._shown.key(current.row()))


def colour_of(rule: RuleView) -> str:
    """The token for what is left: plain while there is nothing to worry about."""
    return "ink" if rule.level is BudgetLevel.WITHIN else TONES[rule.level]


def told_below(rule: RuleView, *, has_place: bool) -> tuple[str, ...]:
    """What stands beneath a rule's name: its figures on a line of their own, so that none is cut,
    where there is another for what they are about and where it holds; else all of it on one."""
    if has_place:
        about = both(rule.window, rule.place, _JOINT)
        return both(rule.note, rule.figures, _JOINT), about
    return (both(_figures(rule), rule.place, _JOINT),)


def _ids(rules: RuleViews) -> list[AdRuleId]:
    return [state.rule.id for state in rules.states]


def _height_of(lines: int) -> int:
    return size("row_small") + (lines - 1) * _small_height() + space("tight")


def _paint_badge(painter: QPainter, rule: RuleView, box: QRect) -> None:
    is_over, tone = rule.level is BudgetLevel.OVER, colour(TONES[rule.level])
    pen = QPen(tone, 1)
    if rule.level in _BADGE_DASHED:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(tone if is_over else Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setFont(_badge_font())
    painter.setPen(colour("surface_sunken") if is_over else tone)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, rule.level_word)


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    tone: str,
    *,
    bold: bool = False,
    type_: QFont | None = None,
) -> None:
    painter.setFont(type_ or font("text_small", bold=bold))
    painter.setPen(colour(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _ONE_LINE, shown)


def _figures(rule: RuleView) -> str:
    return _JOINT.join(filter(None, (rule.note, rule.window, rule.figures)))


def _parts(rule: RuleView) -> tuple[str, ...]:
    titles = _JOINT.join(filter(None, (rule.title, rule.title_alt)))
    told = (titles, rule.level_word, rule.broken, _figures(rule), rule.elsewhere, rule.place)
    return tuple(part for part in (*told, rule.source, rule.about) if part)


def _badge_font() -> QFont:
    return font("text_small", bold=True)


def _small_height() -> int:
    return QFontMetrics(font("text_small")).height() + 1
