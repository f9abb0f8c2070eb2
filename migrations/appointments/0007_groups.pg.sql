-- Groups: who takes part has a visit like any other; the group is what their visits share. It counts them, and
-- never beyond its places: by a CHECK, so that it holds through every door.
CREATE TABLE appointments_groups (
    id              TEXT    NOT NULL PRIMARY KEY,
    practitioner_id TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    visit_type_id   TEXT    NOT NULL,
    starts_at       BIGINT  NOT NULL,
    ends_at         BIGINT  NOT NULL,
    capacity        INTEGER NOT NULL CHECK (capacity BETWEEN 2 AND 200),
    taken           INTEGER NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND capacity),
    version         BIGINT  NOT NULL DEFAULT 1,
    UNIQUE (practitioner_id, starts_at, visit_type_id, site_id)
);

ALTER TABLE appointments_visits ADD COLUMN group_id TEXT REFERENCES appointments_groups (id);
CREATE UNIQUE INDEX appointments_visits_by_group ON appointments_visits (group_id, patient_id)
    WHERE group_id IS NOT NULL AND status NOT IN ('cancelled', 'no_show');

CREATE FUNCTION appointments_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was TEXT;
    is_now TEXT;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.status NOT IN ('cancelled', 'no_show') THEN was := OLD.group_id; END IF;
    IF NEW.status NOT IN ('cancelled', 'no_show') THEN is_now := NEW.group_id; END IF;
    IF was IS NOT DISTINCT FROM is_now THEN RETURN NULL; END IF;
    UPDATE appointments_groups SET taken = taken - 1, version = version + 1 WHERE id = was;
    UPDATE appointments_groups SET taken = taken + 1, version = version + 1 WHERE id = is_now;
    RETURN NULL;
END
$$;
CREATE TRIGGER appointments_visits_count_places
    AFTER INSERT OR UPDATE OF group_id, status ON appointments_visits
    FOR EACH ROW EXECUTE FUNCTION appointments_count_places();

-- Visits of one group overlap each other, and nobody else.
ALTER TABLE appointments_visits DROP CONSTRAINT appointments_visits_no_overlap;
ALTER TABLE appointments_visits ADD CONSTRAINT appointments_visits_no_overlap
    EXCLUDE USING gist (practitioner_id WITH =, int8range(busy_from, busy_until) WITH &&,
                        (COALESCE(group_id, id)) WITH <>)
    WHERE (status NOT IN ('cancelled', 'no_show') AND over_others = 0);
CREATE OR REPLACE FUNCTION appointments_refuse_marked() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.status NOT IN ('cancelled', 'no_show') AND OLD.over_others = 0
       AND OLD.practitioner_id = NEW.practitioner_id
       AND OLD.busy_from = NEW.busy_from AND OLD.busy_until = NEW.busy_until THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM appointments_visits
                WHERE practitioner_id = NEW.practitioner_id
                  AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from
                  AND status NOT IN ('cancelled', 'no_show') AND over_others = 1
                  AND id <> NEW.id
                  AND (NEW.group_id IS NULL OR group_id IS DISTINCT FROM NEW.group_id)) THEN
        RAISE EXCEPTION 'slot_taken';
    END IF;
    RETURN NEW;
END
$$;
