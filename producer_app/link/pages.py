"""The room page's files and the headers they go out with: nothing from outside, nothing guessed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from producer_app.core.errors import EnvironmentFault

TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class PageFile:
    body: bytes
    content_type: str


def load(resources: Path, page: str = "room") -> Mapping[str, PageFile]:
    """The files of a page by their path; EnvironmentFault when they are not there."""
    folder = resources / page
    files = {
        f"/{path.name}": PageFile(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(folder.glob("*"))
        if path.suffix in TYPES
    }
    if "/index.html" not in files:
        raise EnvironmentFault(
            "link.page_missing",
            "The room page is missing from {folder}; install Producer Console again.",
            folder=folder,
        )
    colours = resources / "theme" / "tokens.toml"
    return {"/": files["/index.html"], "/tokens.css": _tokens(colours), **files}


def _tokens(path: Path) -> PageFile:
    """The console's colours as variables of a style sheet."""
    colours = tomllib.loads(path.read_text(encoding="utf-8"))["colour"]
    rules = "".join(f"  --{name.replace('_', '-')}: {value};\n" for name, value in colours.items())
    return PageFile(f":root {{\n{rules}}}\n".encode(), TYPES[".css"])


def headers(address: str) -> Mapping[str, str]:
    """What goes out with every answer, for a page opened at ``address`` (scheme, name, port)."""
    own_socket = address.replace("http", "ws", 1)
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' {own_socket}; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "screen-wake-lock=(self), camera=(), microphone=(), geolocation=()",
        "Cache-Control": "no-store",
        "Server": "producer-console",
    }
