-- Staff may put a visit where the rules say no, with a reason. Only such a visit may be placed over others; whoever
-- comes after it finds its time taken as any other's.
ALTER TABLE appointments_visits ADD COLUMN over_others SMALLINT NOT NULL DEFAULT 0 CHECK (over_others IN (0, 1));
ALTER TABLE appointments_visits ADD COLUMN override_reason TEXT;
ALTER TABLE appointments_history ADD COLUMN detail TEXT;

-- A constraint knows no order of arrival: between visits without the mark it is the rule as before, ...
ALTER TABLE appointments_visits DROP CONSTRAINT appointments_visits_no_overlap;
ALTER TABLE appointments_visits ADD CONSTRAINT appointments_visits_no_overlap
    EXCLUDE USING gist (practitioner_id WITH =, int8range(busy_from, busy_until) WITH &&)
    WHERE (status NOT IN ('cancelled', 'no_show') AND over_others = 0);
CREATE INDEX appointments_visits_over_others ON appointments_visits (practitioner_id, busy_from)
    WHERE status NOT IN ('cancelled', 'no_show') AND over_others = 1;

-- ... and whoever comes upon a marked one is refused here. By the index alone, so that rivals elsewhere are not
-- taken for readers of the same rows.
CREATE FUNCTION appointments_refuse_marked() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
                  AND id <> NEW.id) THEN
        RAISE EXCEPTION 'slot_taken';
    END IF;
    RETURN NEW;
END
$$;
-- After appointments_visits_take_turns: triggers run by name.
CREATE TRIGGER appointments_visits_turn_away
    BEFORE INSERT OR UPDATE OF practitioner_id, busy_from, busy_until, status, over_others ON appointments_visits
    FOR EACH ROW WHEN (NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0)
    EXECUTE FUNCTION appointments_refuse_marked();
