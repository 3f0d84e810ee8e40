"""The tables of the first format, word for word as they were released."""

from __future__ import annotations

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

FORMAT_1 = (
    """\
CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
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
  language TEXT NOT NULL,
  contacts TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE room (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_alt TEXT NOT NULL,
  role TEXT NOT NULL,
  outputs TEXT NOT NULL,
  on_air TEXT,
  hard_out TEXT
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE block (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  room TEXT NOT NULL,
  title TEXT NOT NULL,
  title_alt TEXT NOT NULL,
  budget_ms INTEGER
) STRICT, WITHOUT ROWID""",
    """\
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
  contact TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE sponsor (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  brand TEXT NOT NULL,
  brand_alt TEXT NOT NULL,
  category TEXT NOT NULL,
  is_exclusive INTEGER NOT NULL CHECK (is_exclusive IN (0, 1)),
  contracted_ms INTEGER NOT NULL,
  mentions INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    f"""\
CREATE TABLE segment (
{_SEGMENT_COLUMNS},
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID""",
    """\
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
  must_say TEXT NOT NULL,
  must_not_say TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE handoff (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  title_alt TEXT NOT NULL,
  segment TEXT NOT NULL,
  to_room TEXT NOT NULL,
  to_segment TEXT,
  kind TEXT NOT NULL,
  trigger_anchor TEXT NOT NULL,
  trigger_offset_ms INTEGER NOT NULL,
  trigger_hard_time TEXT,
  standby_lead_ms INTEGER NOT NULL,
  talent TEXT NOT NULL,
  offers TEXT NOT NULL,
  gates TEXT NOT NULL,
  acknowledged_by TEXT NOT NULL,
  return_after_ms INTEGER,
  throw_words TEXT NOT NULL,
  talking_points TEXT NOT NULL,
  abort_phrase TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE cue (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  segment TEXT NOT NULL,
  department TEXT NOT NULL,
  label TEXT NOT NULL,
  offset_ms INTEGER NOT NULL,
  standby_words TEXT NOT NULL,
  go_words TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE ad_rule (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_alt TEXT NOT NULL,
  room TEXT NOT NULL,
  method TEXT NOT NULL,
  limit_ms INTEGER,
  limit_permille INTEGER,
  window_from TEXT,
  window_to TEXT,
  window_length_ms INTEGER,
  used_elsewhere_ms INTEGER NOT NULL,
  counts TEXT NOT NULL,
  source TEXT NOT NULL,
  as_of TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE run (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  started TEXT NOT NULL,
  ended_ms INTEGER,
  ended TEXT
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE asrun (
  seq INTEGER PRIMARY KEY NOT NULL,
  run TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  room TEXT,
  segment TEXT,
  handoff TEXT,
  body TEXT NOT NULL
) STRICT""",
    """\
CREATE TABLE revision (
  number INTEGER PRIMARY KEY NOT NULL,
  colour TEXT NOT NULL,
  issued_ms INTEGER NOT NULL,
  issued TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  note TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT""",
    f"""\
CREATE TABLE revision_segment (
  revision INTEGER NOT NULL,
{_SEGMENT_COLUMNS},
  PRIMARY KEY (revision, id)
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE pairing (
  token_hash TEXT PRIMARY KEY NOT NULL,
  role TEXT NOT NULL,
  room TEXT NOT NULL,
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  revoked_ms INTEGER
) STRICT, WITHOUT ROWID""",
    """\
CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
)
