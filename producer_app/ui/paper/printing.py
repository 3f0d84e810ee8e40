"""A sheet's pages onto a printer, each on a sheet of A4, across or upright as it was set."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from producer_app.core.errors import EnvironmentFault
from producer_app.ui.paper.picture import size_of

DPI = 200
"""Sharp enough for 6 pt type, small enough for thirty pages."""


def paper_for(printer: QPrinter) -> None:
    """Set the printer up for these sheets: A4 across, to the edge, since pages have margins; what
    stands upright is turned when it is printed."""
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFullPage(True)


def print_pages(printer: QPrinter, pages: tuple[bytes, ...]) -> int:
    """Print the chosen pages; returns how many. EnvironmentFault when the printer refuses."""
    chosen = _chosen(printer, pages)
    if chosen and _is_upright(chosen[0]):
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentFault(
            "paper.printer_refused",
            "The printer “{printer}” does not take the sheet; check that it is on and has paper, "
            "or export the sheet as PDF.",
            printer=printer.printerName() or printer.outputFileName(),
        )
    try:
        for number, page in enumerate(chosen):
            if number:
                printer.newPage()
            painter.drawImage(_whole_paper(printer), QImage.fromData(page))
    finally:
        painter.end()
    return len(chosen)


def _is_upright(page: bytes) -> bool:
    size = size_of(page)
    return size.height() > size.width()


def _chosen(printer: QPrinter, pages: tuple[bytes, ...]) -> tuple[bytes, ...]:
    first, last = printer.fromPage(), printer.toPage()
    return pages[first - 1 : last] if first else pages


def _whole_paper(printer: QPrinter) -> QRect:
    return printer.pageLayout().fullRectPixels(printer.resolution())
