-- What a figure means is part of every figure: a credit's kind, unit and decimals stay what they were when it was made. The
-- entry that opens a lot covers them by its hash from here on (src-main/store/chain.ts).
CREATE TRIGGER credits_keep_their_measure BEFORE UPDATE OF number, id, kind, unit, decimals ON credits
WHEN NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id
  OR NEW.kind IS NOT OLD.kind OR NEW.unit IS NOT OLD.unit OR NEW.decimals IS NOT OLD.decimals
BEGIN
  SELECT raise(ABORT, 'what the figures of a credit mean never changes');
END;
CREATE TRIGGER credits_replace_nothing BEFORE INSERT ON credits
WHEN EXISTS (SELECT 1 FROM credits WHERE number = NEW.number OR id = NEW.id)
BEGIN
  SELECT raise(ABORT, 'what the figures of a credit mean never changes: this credit is there already');
END;
CREATE TRIGGER credits_never_go BEFORE DELETE ON credits
BEGIN
  SELECT raise(ABORT, 'credits are never deleted: entries are told in them');
END;
