"""The tables of the second format: hard ends, hit times, days, fills, and starts as published."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from producer_app.store.format_1 import FORMAT_1

_SEGMENT_COLUMNS = """\
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  room TEXT NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  title_alt TEXT NOT NULL,
  kind TEXT NOT NULL,
  block TEXT,
  talent TEXT NOT NULL,
  location TEXT NOT NULL,
  length_ms INTEGER,
  shortest_ms INTEGER,
  longest_ms INTEGER,
  hard_start TEXT,
  hard_end TEXT,
  front_hit TEXT,
  back_hit TEXT,
  is_opening INTEGER NOT NULL CHECK (is_opening IN (0, 1)),
  filled_by TEXT NOT NULL,
  standing TEXT NOT NULL,
  priority INTEGER NOT NULL,
  ad_ms INTEGER NOT NULL,
  sponsor TEXT,
  in_words TEXT NOT NULL,
  out_words TEXT NOT NULL,
  columns TEXT NOT NULL,
  notes TEXT NOT NULL,
  colour TEXT NOT NULL,
  sound_path TEXT,
  sound_length_ms INTEGER,
  sound_lead_silence_ms INTEGER,
  sound_loudness REAL"""

CHANGED_IN_FORMAT_2: Mapping[str, str] = MappingProxyType(
    {
        "show": """\
CREATE TABLE show (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  title_alt TEXT NOT NULL,
  episode TEXT NOT NULL,
  date TEXT NOT NULL,
  venue TEXT NOT NULL,
  zone TEXT NOT NULL,
  on_air TEXT,
  hard_out TEXT,
  starts_after TEXT NOT NULL,
  keeps_length INTEGER NOT NULL CHECK (keeps_length IN (0, 1)),
  language TEXT NOT NULL,
  contacts TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "talent": """\
CREATE TABLE talent (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_alt TEXT NOT NULL,
  role TEXT NOT NULL,
  circle TEXT NOT NULL,
  arrives TEXT,
  has_arrived INTEGER NOT NULL CHECK (has_arrived IN (0, 1)),
  clearance TEXT NOT NULL,
  transit_ms INTEGER,
  change_ms INTEGER,
  contact TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "segment": f"""\
CREATE TABLE segment (
{_SEGMENT_COLUMNS},
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID""",
        "revision_segment": f"""\
CREATE TABLE revision_segment (
  revision INTEGER NOT NULL,
{_SEGMENT_COLUMNS},
  start_ms INTEGER,
  PRIMARY KEY (revision, id)
) STRICT, WITHOUT ROWID""",
    }
)
"""The tables that differ from those of the first format."""


def _table(statement: str) -> str:
    return statement.removeprefix("CREATE TABLE ").partition(" ")[0]


FORMAT_2 = tuple(CHANGED_IN_FORMAT_2.get(_table(statement), statement) for statement in FORMAT_1)
