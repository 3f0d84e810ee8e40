"""Debian's packages: installs them where that is allowed, else says the exact line to run."""

from __future__ import annotations

import os
import shutil
import subprocess

# One package under all its names, the newest name first: newer releases renamed some.
Package = tuple[str, ...]


def is_debian_like() -> bool:
    """True when apt-get is here."""
    return shutil.which("apt-get") is not None


def apt_install(wanted: list[Package]) -> str | None:
    """Installs the packages; returns what went wrong with the line to run, or None."""
    prefix = root_prefix()
    if prefix is None:
        return f"Installing needs an administrator. Please run this line:\n    {apt_line(wanted)}"
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = [*prefix, "apt-get", "-q", "-y"]
    subprocess.run([*apt, "update"], env=environment, capture_output=True, check=False)
    names = [available_name(package) for package in wanted]
    done = subprocess.run(
        [*apt, "install", "--no-install-recommends", *names],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    said = " ".join((done.stderr or done.stdout).split()[-40:])
    return (
        f"apt-get could not install {' '.join(names)} ({said}). To try it by hand:\n"
        f"    {apt_line(wanted)}"
    )


def root_prefix() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks no password, else None."""
    if is_root():
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def is_root() -> bool:
    """True for the administrator; only asked where apt-get is."""
    return os.geteuid() == 0


def apt_line(wanted: list[Package], as_root: bool | None = None) -> str:
    """The exact line that installs the packages, with sudo for everybody but root."""
    names = " ".join(available_name(package) for package in wanted)
    sudo = "" if (is_root() if as_root is None else as_root) else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {names}"


def available_name(package: Package) -> str:
    """The newest of its names that this release has, or the oldest when it cannot tell."""
    if len(package) > 1 and shutil.which("apt-cache"):
        for name in package:
            asked = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
            if asked.returncode == 0:
                return name
    return package[-1]
