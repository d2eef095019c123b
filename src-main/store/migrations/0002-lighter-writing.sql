-- Writing costs what it touches: an entry went into four wide indexes, and each use of a lot moved it in two more. What a
-- scope shows is found by its lots now (src-main/store/scope-columns.ts), the whole ledger's lists are kept in memory
-- (whole-ledger.ts), and a lot moves in its indexes only when it opens or is used up.

DROP INDEX entries_by_customer;
DROP INDEX entries_by_membership;
DROP INDEX entries_by_time;
DROP INDEX entries_by_lot;
CREATE INDEX entries_by_lot ON entries (lot);

-- 1: something is left. Kept by the trigger on entries.
ALTER TABLE lots ADD COLUMN open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1));
DROP INDEX lots_with_credit;
DROP INDEX lots_due;
DROP TRIGGER entries_add_up;
UPDATE lots SET open = 1 WHERE left > 0;
CREATE INDEX lots_with_credit ON lots (customer, credit, ends_at) WHERE open = 1;
CREATE INDEX lots_due ON lots (ends_at, membership, number) WHERE open = 1 AND ends_at IS NOT NULL AND paused = 0;
CREATE INDEX lots_paused ON lots (number) WHERE paused = 1;

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
  UPDATE lots SET open = left > 0 WHERE number = NEW.lot AND open <> (left > 0);
  INSERT INTO credit_totals (credit, kind, total, entries) VALUES (NEW.credit, NEW.kind, NEW.amount, 1)
    ON CONFLICT (credit, kind) DO UPDATE SET total = total + excluded.total, entries = entries + 1;
END;
