-- The ledger, complete. Instants are integer milliseconds UTC; days are 'YYYY-MM-DD' in the studio's zone;
-- amounts are integers in the credit's smallest unit. `number` columns are row numbers inside this file, `id` columns
-- are UUIDs that are unique everywhere.

CREATE TABLE studio (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  locale TEXT NOT NULL,
  free_cancellation_hours INTEGER NOT NULL DEFAULT 12 CHECK (free_cancellation_hours >= 0),
  lot_must_cover TEXT NOT NULL DEFAULT 'session' CHECK (lot_must_cover IN ('booking', 'session')),
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'desk', 'manager')),
  pin_hash TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  wrong_pins INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER
) STRICT;

CREATE TABLE customers (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  external_id TEXT UNIQUE,
  note TEXT,
  credit_sharing INTEGER NOT NULL DEFAULT 0 CHECK (credit_sharing IN (0, 1)),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- What a search looks at: name, e-mail, phone and external id, folded (lower case, no accents). Each change takes the next
-- revision, so that whoever keeps the texts in memory reads only what is new.
CREATE TABLE customer_search (
  customer INTEGER PRIMARY KEY REFERENCES customers (number),
  archived INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  folded TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX customer_search_by_revision ON customer_search (revision);

CREATE TABLE team_members (
  company INTEGER NOT NULL REFERENCES customers (number),
  person INTEGER NOT NULL REFERENCES customers (number),
  PRIMARY KEY (company, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_members_by_person ON team_members (person);

CREATE TABLE resource_types (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE resources (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type INTEGER NOT NULL REFERENCES resource_types (number)
) STRICT;

CREATE TABLE credits (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'time', 'money', 'printing', 'pass')),
  unit TEXT NOT NULL,
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 4)
) STRICT;
CREATE TABLE credit_resource_types (
  credit INTEGER NOT NULL REFERENCES credits (number),
  type INTEGER NOT NULL REFERENCES resource_types (number),
  PRIMARY KEY (credit, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE plans (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  every INTEGER NOT NULL CHECK (every > 0),
  unit TEXT NOT NULL CHECK (unit IN ('day', 'week', 'month', 'year')),
  free_cancellation_hours INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE products (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

CREATE TABLE benefits (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  plan INTEGER REFERENCES plans (number),
  product INTEGER REFERENCES products (number),
  deleted_at INTEGER,
  CHECK ((plan IS NULL) <> (product IS NULL))
) STRICT;
CREATE INDEX benefits_by_plan ON benefits (plan) WHERE plan IS NOT NULL;
CREATE INDEX benefits_by_product ON benefits (product) WHERE product IS NOT NULL;

-- A benefit's terms over time; a version holds from `from_at` until the next one.
CREATE TABLE benefit_versions (
  benefit INTEGER NOT NULL REFERENCES benefits (number),
  version INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  credit INTEGER NOT NULL REFERENCES credits (number),
  amount INTEGER NOT NULL CHECK (amount > 0),
  expiration TEXT NOT NULL CHECK (expiration IN ('cycle', 'never', 'after')),
  after_every INTEGER,
  after_unit TEXT,
  rolls INTEGER NOT NULL DEFAULT 0 CHECK (rolls IN (0, 1)),
  rollover_max INTEGER,
  rollover_times INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (benefit, version),
  CHECK ((expiration = 'after') = (after_every IS NOT NULL AND after_unit IS NOT NULL)),
  CHECK (rolls = 0 OR expiration = 'cycle')
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer INTEGER NOT NULL REFERENCES customers (number),
  plan INTEGER REFERENCES plans (number),
  product INTEGER REFERENCES products (number),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  -- Days that its cycles have moved because of pauses that are over.
  shifted_days INTEGER NOT NULL DEFAULT 0,
  -- A pause that is named: its first day, and the instant at which it takes effect (null once it has).
  paused_from TEXT,
  pause_at INTEGER,
  -- The first day on which it runs again, where that is named, and its instant.
  resumes_on TEXT,
  resume_at INTEGER,
  -- The cycle that started last (0: none yet) and when the next is due (null: none is, for the time being).
  cycle INTEGER NOT NULL DEFAULT 0,
  next_on TEXT,
  next_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((plan IS NULL) <> (product IS NULL))
) STRICT;
CREATE INDEX memberships_by_customer ON memberships (customer);
CREATE INDEX memberships_due ON memberships (next_at, number) WHERE next_at IS NOT NULL;
CREATE INDEX memberships_to_pause ON memberships (pause_at, number) WHERE pause_at IS NOT NULL;
CREATE INDEX memberships_to_resume ON memberships (resume_at, number) WHERE resume_at IS NOT NULL;

CREATE TABLE cycles (
  membership INTEGER NOT NULL REFERENCES memberships (number),
  number INTEGER NOT NULL,
  starts_on TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (membership, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE bookings (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer INTEGER NOT NULL REFERENCES customers (number),
  name TEXT NOT NULL,
  resource INTEGER REFERENCES resources (number),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  booked_at INTEGER NOT NULL,
  booked_by TEXT NOT NULL,
  credit INTEGER REFERENCES credits (number),
  cost INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'cancelled_late', 'attended', 'no_show')),
  -- Null, or the id that it had where it was imported from.
  external_id TEXT
) STRICT;
CREATE INDEX bookings_by_customer ON bookings (customer, starts_at);

-- Texts that entries show (who, what, memo), each once. Entries point here; the rows are hashed with the entries.
-- `folded`: lower case, without accents, for searching.
CREATE TABLE labels (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;

CREATE TABLE imports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  format TEXT NOT NULL,
  staff INTEGER REFERENCES staff (number),
  run_at INTEGER NOT NULL
) STRICT;
-- Rows of imports that made a customer and no entry, so that a second import skips them.
CREATE TABLE imported_customers (
  taken TEXT PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES imports (number),
  line INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customers (number)
) STRICT, WITHOUT ROWID;

CREATE TABLE transactions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  operation TEXT NOT NULL,
  import INTEGER REFERENCES imports (number)
) STRICT;

CREATE TABLE lots (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer INTEGER NOT NULL REFERENCES customers (number),
  credit INTEGER NOT NULL REFERENCES credits (number),
  source TEXT NOT NULL CHECK (source IN ('plan', 'product', 'manual', 'rollover', 'import')),
  source_name INTEGER NOT NULL REFERENCES labels (number),
  membership INTEGER REFERENCES memberships (number),
  cycle INTEGER,
  benefit INTEGER REFERENCES benefits (number),
  rolls INTEGER NOT NULL DEFAULT 0,
  -- 0: was given back by `extendTo` or imported, and does not roll over.
  may_roll INTEGER NOT NULL DEFAULT 0 CHECK (may_roll IN (0, 1)),
  rolled_from INTEGER REFERENCES lots (number),
  valid_from INTEGER NOT NULL,
  -- Told by entries: the one that opened the lot, and those that changed the day.
  last_day TEXT,
  -- The first instant after the last day; null: never expires. Kept beside last_day for the index.
  ends_at INTEGER,
  -- Set while the membership is paused: expiry waits.
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  external_id TEXT,
  -- Kept by the trigger on entries, proven by ledger.verify.
  granted INTEGER NOT NULL DEFAULT 0,
  starting INTEGER NOT NULL DEFAULT 0,
  booked INTEGER NOT NULL DEFAULT 0,
  free_cancellations INTEGER NOT NULL DEFAULT 0,
  rollover INTEGER NOT NULL DEFAULT 0,
  manual INTEGER NOT NULL DEFAULT 0,
  expired INTEGER NOT NULL DEFAULT 0,
  rolled_over INTEGER NOT NULL DEFAULT 0,
  left INTEGER NOT NULL DEFAULT 0 CHECK (left BETWEEN 0 AND 9007199254740991),
  CHECK ((last_day IS NULL) = (ends_at IS NULL))
) STRICT;
CREATE INDEX lots_by_customer ON lots (customer, credit, number);
CREATE INDEX lots_with_credit ON lots (customer, credit, ends_at, left) WHERE left > 0;
CREATE INDEX lots_by_membership ON lots (membership, cycle, number) WHERE membership IS NOT NULL;
CREATE INDEX lots_due ON lots (ends_at, membership, number) WHERE left > 0 AND ends_at IS NOT NULL AND paused = 0;
CREATE INDEX lots_by_external_id ON lots (external_id) WHERE external_id IS NOT NULL;

-- The sums of all entries of a credit, for the studio's summary. Kept by the trigger on entries, proven by ledger.verify.
CREATE TABLE credit_totals (
  credit INTEGER NOT NULL REFERENCES credits (number),
  kind INTEGER NOT NULL,
  total INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (credit, kind)
) STRICT, WITHOUT ROWID;

-- Kinds by number: 1 grant, 2 use, 3 free_cancellation, 4 rollover_in, 5 rollover_out, 6 manual_add, 7 manual_deduct,
-- 8 expiry, 9 reversal (src-shared/ledger/entry-kinds.ts is the table; a test holds the two together).
CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  tx INTEGER NOT NULL REFERENCES transactions (number),
  lot INTEGER NOT NULL REFERENCES lots (number),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 9),
  amount INTEGER NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  -- The lot's own, again, for the indexes.
  customer INTEGER NOT NULL REFERENCES customers (number),
  credit INTEGER NOT NULL REFERENCES credits (number),
  membership INTEGER REFERENCES memberships (number),
  -- 1: made the lot, and its hash covers what the lot is.
  opens_lot INTEGER NOT NULL CHECK (opens_lot IN (0, 1)),
  used_by INTEGER REFERENCES customers (number),
  used_by_label INTEGER REFERENCES labels (number),
  staff INTEGER REFERENCES staff (number),
  -- Null: the system.
  staff_label INTEGER REFERENCES labels (number),
  booking INTEGER REFERENCES bookings (number),
  -- 'print', 'event', 'invoice' for a use without a booking.
  for_type TEXT,
  what INTEGER REFERENCES labels (number),
  reference INTEGER REFERENCES labels (number),
  memo INTEGER REFERENCES labels (number),
  reverses INTEGER REFERENCES entries (number),
  external_id TEXT,
  import_line INTEGER,
  last_day_before TEXT,
  last_day_after TEXT,
  -- SHA-256 over the previous entry's hash and this entry's canonical text (src-main/store/chain.ts).
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  CHECK (amount >= 0 OR kind IN (2, 5, 7, 8, 9)),
  CHECK (amount <= 0 OR kind IN (1, 3, 4, 6, 9))
) STRICT;
CREATE INDEX entries_by_customer ON entries (customer, happened_at, number, credit, kind, lot, amount);
CREATE INDEX entries_by_lot ON entries (lot, happened_at, number, credit, kind, amount);
CREATE INDEX entries_by_membership ON entries (membership, happened_at, number, credit, kind, lot, amount) WHERE membership IS NOT NULL;
CREATE INDEX entries_by_time ON entries (happened_at, number, credit, kind, lot);
CREATE INDEX entries_by_booking ON entries (booking) WHERE booking IS NOT NULL;
CREATE UNIQUE INDEX entries_by_external_id ON entries (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX entries_reversed_once ON entries (reverses) WHERE reverses IS NOT NULL;

-- Entries are never changed and never deleted, and their numbers have no gaps. The insert trigger runs before a
-- REPLACE would delete, so that INSERT OR REPLACE does not pass either, whatever the connection's settings.
CREATE TRIGGER entries_grow_by_one BEFORE INSERT ON entries
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: the next entry takes the next number');
END;
CREATE TRIGGER entries_replace_nothing BEFORE INSERT ON entries
WHEN (NEW.external_id IS NOT NULL AND EXISTS (SELECT 1 FROM entries WHERE external_id = NEW.external_id))
  OR (NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM entries WHERE reverses = NEW.reverses))
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: an entry with this external id or reversal is there already');
END;
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: entries are never changed');
END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: entries are never deleted');
END;
CREATE TRIGGER labels_never_change BEFORE UPDATE ON labels
BEGIN
  SELECT raise(ABORT, 'labels are never changed: entries show them');
END;
CREATE TRIGGER labels_never_go BEFORE DELETE ON labels
BEGIN
  SELECT raise(ABORT, 'labels are never deleted: entries show them');
END;
CREATE TRIGGER labels_replace_nothing BEFORE INSERT ON labels
WHEN EXISTS (SELECT 1 FROM labels WHERE number = NEW.number OR text = NEW.text)
BEGIN
  SELECT raise(ABORT, 'labels are never changed: this one is there already');
END;
CREATE TRIGGER transactions_replace_nothing BEFORE INSERT ON transactions
WHEN NEW.number > 0 AND EXISTS (SELECT 1 FROM transactions WHERE number = NEW.number)
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: transactions are never changed');
END;
CREATE TRIGGER transactions_never_change BEFORE UPDATE ON transactions
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: transactions are never changed');
END;
CREATE TRIGGER transactions_never_go BEFORE DELETE ON transactions
BEGIN
  SELECT raise(ABORT, 'the ledger only grows: transactions are never deleted');
END;
CREATE TRIGGER lots_never_go BEFORE DELETE ON lots
BEGIN
  SELECT raise(ABORT, 'lots are never deleted: their history stays');
END;
CREATE TRIGGER lots_replace_nothing BEFORE INSERT ON lots
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM lots) OR EXISTS (SELECT 1 FROM lots WHERE id = NEW.id)
BEGIN
  SELECT raise(ABORT, 'lots are numbered from 1 without gaps');
END;
CREATE TRIGGER lots_keep_their_facts BEFORE UPDATE OF number, id, customer, credit, source, source_name, membership, cycle,
  benefit, rolls, may_roll, rolled_from, valid_from, external_id ON lots
BEGIN
  SELECT raise(ABORT, 'what a lot is never changes');
END;

CREATE TRIGGER entries_add_up AFTER INSERT ON entries
BEGIN
  UPDATE lots SET
    left = left + NEW.amount,
    granted = granted + iif(NEW.opens_lot, NEW.amount, 0),
    starting = starting + iif(NEW.kind = 1, NEW.amount, 0),
    booked = booked - iif(NEW.kind = 2, NEW.amount, 0),
    free_cancellations = free_cancellations + iif(NEW.kind = 3, NEW.amount, 0),
    rollover = rollover + iif(NEW.kind = 4, NEW.amount, 0),
    manual = manual + iif(NEW.kind IN (6, 7, 9), NEW.amount, 0),
    expired = expired - iif(NEW.kind = 8, NEW.amount, 0),
    rolled_over = rolled_over - iif(NEW.kind = 5, NEW.amount, 0)
  WHERE number = NEW.lot;
  INSERT INTO credit_totals (credit, kind, total, entries) VALUES (NEW.credit, NEW.kind, NEW.amount, 1)
    ON CONFLICT (credit, kind) DO UPDATE SET total = total + excluded.total, entries = entries + 1;
END;

-- Requests that changed the ledger, by their key: the same request again gets the same answer.
CREATE TABLE requests (
  key TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  digest BLOB NOT NULL,
  answer TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far everything due has been posted, and, where a catch-up stopped in the middle of an instant, where it goes on.
CREATE TABLE advance_state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  advanced_to INTEGER NOT NULL,
  instant INTEGER,
  phase INTEGER,
  cursor INTEGER
) STRICT;
