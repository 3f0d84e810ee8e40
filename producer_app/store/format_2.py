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
  ad_kind TEXT NOT NULL,
  is_signposted INTEGER NOT NULL CHECK (is_signposted IN (0, 1)),
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
  keep_until TEXT,
  language TEXT NOT NULL,
  contacts TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "room": """\
CREATE TABLE room (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_alt TEXT NOT NULL,
  role TEXT NOT NULL,
  outputs TEXT NOT NULL,
  on_air TEXT,
  hard_out TEXT,
  filed TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "sponsor": """\
CREATE TABLE sponsor (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  brand TEXT NOT NULL,
  brand_alt TEXT NOT NULL,
  category TEXT NOT NULL,
  is_exclusive INTEGER NOT NULL CHECK (is_exclusive IN (0, 1)),
  contracted_ms INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  exclusive_from TEXT,
  exclusive_to TEXT,
  places TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "offer": """\
CREATE TABLE offer (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  product TEXT NOT NULL,
  product_alt TEXT NOT NULL,
  sponsor TEXT,
  link TEXT NOT NULL,
  currency TEXT NOT NULL,
  list_price INTEGER,
  deal_price INTEGER,
  price_evidence TEXT NOT NULL,
  stock INTEGER,
  released INTEGER,
  stock_floor INTEGER,
  per_user INTEGER,
  coupon_name TEXT,
  coupon_opens_after_ms INTEGER,
  coupon_closes_after_ms INTEGER,
  fallback TEXT,
  returns TEXT NOT NULL,
  must_say TEXT NOT NULL,
  must_not_say TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "ad_rule": """\
CREATE TABLE ad_rule (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_alt TEXT NOT NULL,
  room TEXT NOT NULL,
  output TEXT NOT NULL,
  method TEXT NOT NULL,
  limit_ms INTEGER,
  limit_permille INTEGER,
  limit_count INTEGER,
  hour_max_ms INTEGER,
  carries INTEGER NOT NULL CHECK (carries IN (0, 1)),
  lengths TEXT NOT NULL,
  window_from TEXT,
  window_to TEXT,
  window_length_ms INTEGER,
  airtime_ms INTEGER,
  used_elsewhere_ms INTEGER NOT NULL,
  count_elsewhere INTEGER NOT NULL,
  counts TEXT NOT NULL,
  against TEXT NOT NULL,
  signpost TEXT NOT NULL,
  preset TEXT NOT NULL,
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  note_alt TEXT NOT NULL,
  source TEXT NOT NULL,
  as_of TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
        "waiver": """\
CREATE TABLE waiver (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  place TEXT NOT NULL,
  term TEXT NOT NULL,
  reason TEXT NOT NULL,
  waived_by TEXT NOT NULL,
  at_ms INTEGER
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
"""The tables that differ from those of the first format, or are not in it."""


def _table(statement: str) -> str:
    return statement.removeprefix("CREATE TABLE ").partition(" ")[0]


_OLD = {_table(statement): statement for statement in FORMAT_1}

FORMAT_2 = tuple({**_OLD, **CHANGED_IN_FORMAT_2}.values())
