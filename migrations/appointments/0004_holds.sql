-- Times kept for whoever is filling a form. A hold is a row like a visit's to the rule of no double booking; whoever
-- wants the practitioner's time removes the expired ones first, so that the rule needs no clock.
CREATE TABLE appointments_holds (
    id              TEXT    NOT NULL PRIMARY KEY,
    user_id         TEXT    NOT NULL UNIQUE, -- one for each person: nobody keeps a day to themselves
    practitioner_id TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    visit_type_id   TEXT    NOT NULL,
    starts_at       INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    busy_from       INTEGER NOT NULL,
    busy_until      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    CHECK (busy_from <= starts_at AND starts_at < ends_at AND ends_at <= busy_until),
    CHECK (busy_until - busy_from <= 86400000),
    CHECK (created_at < expires_at)
);
CREATE INDEX appointments_holds_busy ON appointments_holds (practitioner_id, busy_from);

CREATE TRIGGER appointments_holds_no_overlap
BEFORE INSERT ON appointments_holds
BEGIN
    SELECT RAISE(ABORT, 'slot_taken')
     WHERE EXISTS (SELECT 1 FROM appointments_visits
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from > NEW.busy_from - 86400000
                      AND busy_from < NEW.busy_until
                      AND busy_until > NEW.busy_from
                      AND status NOT IN ('cancelled', 'no_show'))
        OR EXISTS (SELECT 1 FROM appointments_holds
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from);
END;

CREATE TRIGGER appointments_visits_not_held_on_insert
BEFORE INSERT ON appointments_visits
WHEN NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0
BEGIN
    SELECT RAISE(ABORT, 'slot_taken')
     WHERE EXISTS (SELECT 1 FROM appointments_holds
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from);
END;
CREATE TRIGGER appointments_visits_not_held_on_update
BEFORE UPDATE OF practitioner_id, busy_from, busy_until, status, over_others ON appointments_visits
WHEN NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0
 AND (OLD.status IN ('cancelled', 'no_show') OR OLD.practitioner_id <> NEW.practitioner_id
      OR OLD.busy_from <> NEW.busy_from OR OLD.busy_until <> NEW.busy_until
      OR OLD.over_others <> NEW.over_others)
BEGIN
    SELECT RAISE(ABORT, 'slot_taken')
     WHERE EXISTS (SELECT 1 FROM appointments_holds
                    WHERE practitioner_id = NEW.practitioner_id
                      AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from);
END;
