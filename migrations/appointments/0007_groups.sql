-- Groups: who takes part has a visit like any other; the group is what their visits share. It counts them, and
-- never beyond its places: by a CHECK, so that it holds through every door.
CREATE TABLE appointments_groups (
    id              TEXT    NOT NULL PRIMARY KEY,
    practitioner_id TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    visit_type_id   TEXT    NOT NULL,
    starts_at       INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    capacity        INTEGER NOT NULL CHECK (capacity BETWEEN 2 AND 200),
    taken           INTEGER NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND capacity),
    version         INTEGER NOT NULL DEFAULT 1,
    UNIQUE (practitioner_id, starts_at, visit_type_id, site_id)
);

ALTER TABLE appointments_visits ADD COLUMN group_id TEXT REFERENCES appointments_groups (id);
CREATE UNIQUE INDEX appointments_visits_by_group ON appointments_visits (group_id, patient_id)
    WHERE group_id IS NOT NULL AND status NOT IN ('cancelled', 'no_show');

CREATE TRIGGER appointments_visits_join
AFTER INSERT ON appointments_visits
WHEN NEW.group_id IS NOT NULL AND NEW.status NOT IN ('cancelled', 'no_show')
BEGIN
    UPDATE appointments_groups SET taken = taken + 1, version = version + 1 WHERE id = NEW.group_id;
END;
CREATE TRIGGER appointments_visits_leave
AFTER UPDATE OF group_id, status ON appointments_visits
WHEN OLD.group_id IS NOT NULL AND OLD.status NOT IN ('cancelled', 'no_show')
 AND (NEW.group_id IS NOT OLD.group_id OR NEW.status IN ('cancelled', 'no_show'))
BEGIN
    UPDATE appointments_groups SET taken = taken - 1, version = version + 1 WHERE id = OLD.group_id;
END;
CREATE TRIGGER appointments_visits_join_later
AFTER UPDATE OF group_id, status ON appointments_visits
WHEN NEW.group_id IS NOT NULL AND NEW.status NOT IN ('cancelled', 'no_show')
 AND (NEW.group_id IS NOT OLD.group_id OR OLD.status IN ('cancelled', 'no_show'))
BEGIN
    UPDATE appointments_groups SET taken = taken + 1, version = version + 1 WHERE id = NEW.group_id;
END;

-- Visits of one group overlap each other, and nobody else.
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
                      AND status NOT IN ('cancelled', 'no_show')
                      AND (NEW.group_id IS NULL OR group_id IS NOT NEW.group_id));
END;
DROP TRIGGER appointments_visits_no_overlap_on_update;
CREATE TRIGGER appointments_visits_no_overlap_on_update
BEFORE UPDATE OF practitioner_id, busy_from, busy_until, status, over_others, group_id ON appointments_visits
WHEN NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0
 AND (OLD.status IN ('cancelled', 'no_show') OR OLD.practitioner_id <> NEW.practitioner_id
      OR OLD.busy_from <> NEW.busy_from OR OLD.busy_until <> NEW.busy_until
      OR OLD.over_others <> NEW.over_others OR NEW.group_id IS NOT OLD.group_id)
BEGIN
    SELECT RAISE(ABORT, 'slot_taken')
     WHERE EXISTS (SELECT 1 FROM appointments_visits
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from > NEW.busy_from - 86400000
                      AND busy_from < NEW.busy_until
                      AND busy_until > NEW.busy_from
                      AND status NOT IN ('cancelled', 'no_show')
                      AND id <> NEW.id
                      AND (NEW.group_id IS NULL OR group_id IS NOT NEW.group_id));
END;
