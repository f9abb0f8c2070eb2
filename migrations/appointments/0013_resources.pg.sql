-- Rooms and devices that are taken: none is ever taken twice at once. A row goes with its hold, and when its visit is
-- cancelled or missed, or nobody is left in its group; who comes back takes rooms anew.
CREATE TABLE appointments_resources (
    owner_id   TEXT   NOT NULL, -- a visit, a group or a hold
    room_id    TEXT   NOT NULL,
    site_id    TEXT   NOT NULL,
    busy_from  BIGINT NOT NULL, -- with the buffers, as the person is
    busy_until BIGINT NOT NULL,
    user_id    TEXT,            -- of a hold alone: whose it is, ...
    expires_at BIGINT,          -- ... and until when
    PRIMARY KEY (owner_id, room_id),
    CHECK (busy_from < busy_until AND busy_until - busy_from <= 86400000),
    CHECK ((user_id IS NULL) = (expires_at IS NULL)),
    CONSTRAINT appointments_resources_no_overlap
        EXCLUDE USING gist (room_id WITH =, int8range(busy_from, busy_until) WITH &&)
);
CREATE INDEX appointments_resources_busy ON appointments_resources (room_id, busy_from, busy_until);
CREATE INDEX appointments_resources_held ON appointments_resources (site_id, expires_at) WHERE expires_at IS NOT NULL;

-- What lists show. Of a visit that is not to be, what it had.
ALTER TABLE appointments_visits ADD COLUMN room_ids TEXT NOT NULL DEFAULT '[]'; -- JSON list

-- Who wants rooms of one site takes turns, as rivals for a person do; and always after the person's turn. One lock for
-- all rooms of a site, so that two who want several of them cannot wait for each other.
CREATE FUNCTION appointments_take_room_turns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.site_id, 1));
    RETURN NEW;
END
$$;
CREATE TRIGGER appointments_resources_take_turns BEFORE INSERT OR UPDATE ON appointments_resources
    FOR EACH ROW EXECUTE FUNCTION appointments_take_room_turns();

-- By the index alone, here and below, so that rivals elsewhere are not taken for readers of the same rows.
CREATE FUNCTION appointments_drop_expired_rooms(of_site TEXT, moment BIGINT) RETURNS BIGINT
    LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    dropped BIGINT;
BEGIN
    DELETE FROM appointments_resources WHERE site_id = of_site AND expires_at IS NOT NULL AND expires_at <= moment;
    GET DIAGNOSTICS dropped = ROW_COUNT;
    RETURN dropped;
END
$$;

CREATE FUNCTION appointments_rooms_leave() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM appointments_resources WHERE owner_id = CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END;
    RETURN NULL;
END
$$;
CREATE TRIGGER appointments_resources_leave_visit AFTER UPDATE OF status ON appointments_visits
    FOR EACH ROW WHEN (NEW.status IN ('cancelled', 'no_show')) EXECUTE FUNCTION appointments_rooms_leave();
CREATE TRIGGER appointments_resources_leave_group AFTER UPDATE OF taken ON appointments_groups
    FOR EACH ROW WHEN (NEW.taken = 0) EXECUTE FUNCTION appointments_rooms_leave();
CREATE TRIGGER appointments_resources_leave_hold AFTER DELETE ON appointments_holds
    FOR EACH ROW EXECUTE FUNCTION appointments_rooms_leave();

CREATE FUNCTION appointments_rooms_follow() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    UPDATE appointments_resources SET busy_from = NEW.busy_from, busy_until = NEW.busy_until WHERE owner_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER appointments_resources_follow AFTER UPDATE OF busy_from, busy_until ON appointments_visits
    FOR EACH ROW WHEN (OLD.busy_from <> NEW.busy_from OR OLD.busy_until <> NEW.busy_until)
    EXECUTE FUNCTION appointments_rooms_follow();

-- A room that came free, for others than the practitioner whose visit had it.
ALTER TABLE appointments_openings ADD COLUMN with_rooms SMALLINT NOT NULL DEFAULT 0 CHECK (with_rooms IN (0, 1));
