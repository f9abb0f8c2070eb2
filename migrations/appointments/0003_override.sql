-- Staff may put a visit where the rules say no, with a reason. Only such a visit may be placed over others; whoever
-- comes after it finds its time taken as any other's.
ALTER TABLE appointments_visits ADD COLUMN over_others INTEGER NOT NULL DEFAULT 0 CHECK (over_others IN (0, 1));
ALTER TABLE appointments_visits ADD COLUMN override_reason TEXT;
ALTER TABLE appointments_history ADD COLUMN detail TEXT;

DROP TRIGGER appointments_visits_no_overlap_on_insert;
CREATE TRIGGER appointments_visits_no_overlap_on_insert
BEFORE INSERT ON appointments_visits
WHEN NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0
BEGIN
    SELECT RAISE(ABORT, 'slot_taken')
     WHERE EXISTS (SELECT 1 FROM appointments_visits
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from > NEW.busy_from - 86400000
                      AND busy_from < NEW.busy_until
                      AND busy_until > NEW.busy_from
                      AND status NOT IN ('cancelled', 'no_show'));
END;

-- Asked when a visit takes time that it did not have. One over which another was put goes its way in peace.
DROP TRIGGER appointments_visits_no_overlap_on_update;
CREATE TRIGGER appointments_visits_no_overlap_on_update
BEFORE UPDATE OF practitioner_id, busy_from, busy_until, status, over_others ON appointments_visits
WHEN NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0
 AND (OLD.status IN ('cancelled', 'no_show') OR OLD.practitioner_id <> NEW.practitioner_id
      OR OLD.busy_from <> NEW.busy_from OR OLD.busy_until <> NEW.busy_until
      OR OLD.over_others <> NEW.over_others)
BEGIN
    SELECT RAISE(ABORT, 'slot_taken')
     WHERE EXISTS (SELECT 1 FROM appointments_visits
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from > NEW.busy_from - 86400000
                      AND busy_from < NEW.busy_until
                      AND busy_until > NEW.busy_from
                      AND status NOT IN ('cancelled', 'no_show')
                      AND id <> NEW.id);
END;
