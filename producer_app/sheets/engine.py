"""Typesets a sheet with Typst: a template from resources, the view as data, PDF or pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from producer_app.core.errors import EnvironmentFault
from producer_app.paths import resources
from producer_app.present.cuesheet import SheetView
from producer_app.sheets.data import sheet_data
from producer_app.sheets.fonts import CHECKED, Shelf, shelf, with_letters


def typeset(view: SheetView, fonts: Shelf | None = None) -> bytes:
    """The sheet as PDF; the same view and fonts make the same bytes.

    A letter without a font stands as a box or in a plain form, and the foot says so; raises
    EnvironmentFault when there is no Chinese font and the sheet needs one.
    """
    fonts = fonts or shelf()
    data = _checked(view, fonts)
    return _one(_compile(view, data, fonts, format="pdf", pdf_standards=CHECKED))


def preview_pages(view: SheetView, dpi: float, fonts: Shelf | None = None) -> tuple[bytes, ...]:
    """The pages as PNG pictures at that resolution; errors as for ``typeset``."""
    fonts = fonts or shelf()
    data = _checked(view, fonts)
    pages = _compile(view, data, fonts, format="png", ppi=dpi)
    return tuple(pages) if isinstance(pages, list) else (_one(pages),)


def _checked(view: SheetView, fonts: Shelf) -> dict[str, Any]:
    return with_letters(sheet_data(view), fonts)


def _compile(view: SheetView, data: dict[str, Any], fonts: Shelf, **how: Any) -> Any:
    template = _template(view.template)
    paper = json.dumps(data | {"families": fonts.families, "narrow_marks": fonts.narrow_marks})
    try:
        return typst.compile(
            template,
            root=template.parent,
            font_paths=fonts.fonts,
            ignore_system_fonts=True,
            sys_inputs={"sheet": paper},
            timestamp=view.printed // 1000,
            **how,
        )
    except typst.TypstError as fault:
        raise EnvironmentFault(
            "sheet.not_typeset",
            "The sheet “{kind}” could not be typeset ({reason}); report this with the show file.",
            kind=view.kind,
            reason=fault.message,
        ) from fault


def _template(name: str) -> Path:
    template = resources() / "sheets" / f"{name}.typ"
    if not template.is_file():
        raise EnvironmentFault(
            "sheet.template_missing",
            "The template {template} is missing; install Producer Console again.",
            template=template,
        )
    return template


def _one(compiled: object) -> bytes:
    if not isinstance(compiled, bytes):
        raise TypeError(compiled)
    return compiled
