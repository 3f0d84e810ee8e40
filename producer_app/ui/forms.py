"""How fields stand in a panel: a form with quiet labels, a column, a sheet that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from producer_app.ui.theme import size, space


class Sheet(QScrollArea):
    """A sheet that scrolls up and down and is as wide as it is given room."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inner = inner
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.inner.minimumSizeHint().width(), size("row"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            QTimer.singleShot(0, self, self._reveal)
        return super().eventFilter(watched, event)

    def _reveal(self) -> None:
        """Bring the line that is being typed into in sight, with the echo that grew below it."""
        line = self.inner.focusWidget()
        if isinstance(line, QLineEdit) and line.hasFocus() and line.isModified():
            whole = line.parentWidget()
            shown = line if whole is None or whole is self.inner else whole
            self.ensureWidgetVisible(shown, 0, space("tight"))


def form() -> QFormLayout:
    """A form with quiet labels."""
    layout = QFormLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(space("near"))
    layout.setVerticalSpacing(space("tight"))
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return layout


def caption(text: str) -> QLabel:
    """A quiet label beside a field."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("quiet", True)
    return label


def column(widget: QWidget) -> QVBoxLayout:
    """A column with a panel's margins."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(space("near"), space("near"), space("near"), space("near"))
    layout.setSpacing(space("near"))
    return layout
