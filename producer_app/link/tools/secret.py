"""What webhooks are signed with: a file of this machine, for its owner alone, never in a show."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from producer_app.core.errors import EnvironmentFault
from producer_app.paths import state_dir

_OWNER_ONLY = 0o600


def hook_secret(show: str) -> str:
    """The secret of that show, made when there is none; EnvironmentFault where it cannot be
    kept."""
    path = _path(show)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            _make(path)
        return path.read_text(encoding="ascii").strip() or new_secret(show)
    except (OSError, UnicodeError) as fault:
        raise _cannot(path, fault) from fault


def new_secret(show: str) -> str:
    """Another secret for that show, in place of the one before."""
    path = _path(show)
    try:
        path.unlink(missing_ok=True)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _make(path)
    except OSError as fault:
        raise _cannot(path, fault) from fault


def _make(path: Path) -> str:
    secret = secrets.token_hex(32)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as file:
        file.write(secret)
    return secret


def _path(show: str) -> Path:
    name = hashlib.sha256(show.encode()).hexdigest()[:32]
    return state_dir() / "secrets" / f"webhooks-{name}"


def _cannot(path: Path, fault: Exception) -> EnvironmentFault:
    return EnvironmentFault(
        "tools.secret",
        "The secret for webhooks cannot be kept in {path} ({reason}): make that folder writable.",
        path=path,
        reason=getattr(fault, "strerror", None) or fault,
    )
