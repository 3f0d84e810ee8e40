"""What `python -m producer_app` does: the same as the command `producer-console`."""

from __future__ import annotations

from producer_app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
