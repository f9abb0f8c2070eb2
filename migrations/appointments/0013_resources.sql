-- Rooms and devices that are taken: none is ever taken twice at once. A row goes with its hold, and when its visit is
-- cancelled or missed, or nobody is left in its group; who comes back takes rooms anew.
CREATE TABLE appointments_resources (
    owner_id   TEXT    NOT NULL, -- a visit, a group or a hold
    room_id    TEXT    NOT NULL,
    site_id    TEXT    NOT NULL,
    busy_from  BIGINT  NOT NULL, -- with the buffers, as the person is
    busy_until BIGINT  NOT NULL,
    user_id    TEXT,             -- of a hold alone: whose it is, ...
    expires_at BIGINT,           -- ... and until when
    PRIMARY KEY (owner_id, room_id),
    CHECK (busy_from < busy_until AND busy_until - busy_from <= 86400000),
    CHECK ((user_id IS NULL) = (expires_at IS NULL))
);
-- A search reads what is taken of each room from the index alone.
CREATE INDEX appointments_resources_busy
    ON appointments_resources (room_id, busy_from, busy_until, owner_id, expires_at, user_id);
CREATE INDEX appointments_resources_held ON appointments_resources (site_id, expires_at) WHERE expires_at IS NOT NULL;

-- What lists show. Of a visit that is not to be, what it had.
ALTER TABLE appointments_visits ADD COLUMN room_ids TEXT NOT NULL DEFAULT '[]'; -- JSON list

CREATE TRIGGER appointments_resources_no_overlap_on_insert
BEFORE INSERT ON appointments_resources
BEGIN
    SELECT RAISE(ABORT, 'no_room')
     WHERE EXISTS (SELECT 1 FROM appointments_resources
                    WHERE room_id = NEW.room_id
                      AND busy_from > NEW.busy_from - 86400000
                      AND busy_from < NEW.busy_until
                      AND busy_until > NEW.busy_from);
END;
CREATE TRIGGER appointments_resources_no_overlap_on_update
BEFORE UPDATE ON appointments_resources
BEGIN
    SELECT RAISE(ABORT, 'no_room')
     WHERE EXISTS (SELECT 1 FROM appointments_resources
                    WHERE room_id = NEW.room_id
                      AND busy_from > NEW.busy_from - 86400000
                      AND busy_from < NEW.busy_until
                      AND busy_until > NEW.busy_from
                      AND owner_id <> NEW.owner_id);
END;

CREATE TRIGGER appointments_resources_leave_visit
AFTER UPDATE OF status ON appointments_visits
WHEN NEW.status IN ('cancelled', 'no_show')
BEGIN
    DELETE FROM appointments_resources WHERE owner_id = NEW.id;
END;
CREATE TRIGGER appointments_resources_follow
AFTER UPDATE OF busy_from, busy_until ON appointments_visits
WHEN OLD.busy_from <> NEW.busy_from OR OLD.busy_until <> NEW.busy_until
BEGIN
    UPDATE appointments_resources SET busy_from = NEW.busy_from, busy_until = NEW.busy_until WHERE owner_id = NEW.id;
END;
CREATE TRIGGER appointments_resources_leave_group
AFTER UPDATE OF taken ON appointments_groups
WHEN NEW.taken = 0
BEGIN
    DELETE FROM appointments_resources WHERE owner_id = NEW.id;
END;
CREATE TRIGGER appointments_resources_leave_hold
AFTER DELETE ON appointments_holds
BEGIN
    DELETE FROM appointments_resources WHERE owner_id = OLD.id;
END;

-- A room that came free, for others than the practitioner whose visit had it.
ALTER TABLE appointments_openings ADD COLUMN with_rooms INTEGER NOT NULL DEFAULT 0 CHECK (with_rooms IN (0, 1));
