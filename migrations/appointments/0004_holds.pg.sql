-- Times kept for whoever is filling a form. A hold is a row like a visit's to the rule of no double booking; whoever
-- wants the practitioner's time removes the expired ones first, so that the rule needs no clock.
CREATE TABLE appointments_holds (
    id              TEXT   NOT NULL PRIMARY KEY,
    user_id         TEXT   NOT NULL UNIQUE, -- one for each person: nobody keeps a day to themselves
    practitioner_id TEXT   NOT NULL,
    site_id         TEXT   NOT NULL,
    visit_type_id   TEXT   NOT NULL,
    starts_at       BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    busy_from       BIGINT NOT NULL,
    busy_until      BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    CHECK (busy_from <= starts_at AND starts_at < ends_at AND ends_at <= busy_until),
    CHECK (busy_until - busy_from <= 86400000),
    CHECK (created_at < expires_at)
);
CREATE INDEX appointments_holds_busy ON appointments_holds (practitioner_id, busy_from);
CREATE INDEX appointments_visits_busy ON appointments_visits (practitioner_id, busy_from, busy_until)
    WHERE status NOT IN ('cancelled', 'no_show');

CREATE FUNCTION appointments_is_held(practitioner TEXT, wanted_from BIGINT, wanted_until BIGINT)
    RETURNS boolean LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM appointments_holds
                    WHERE practitioner_id = practitioner
                      AND busy_from < wanted_until AND busy_until > wanted_from);
END
$$;

-- A visit is busy for no more than a day, so the index need not be read further back.
CREATE FUNCTION appointments_refuse_hold() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF appointments_is_held(NEW.practitioner_id, NEW.busy_from, NEW.busy_until)
       OR EXISTS (SELECT 1 FROM appointments_visits
                   WHERE practitioner_id = NEW.practitioner_id
                     AND busy_from > NEW.busy_from - 86400000
                     AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from
                     AND status NOT IN ('cancelled', 'no_show')) THEN
        RAISE EXCEPTION 'slot_taken';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER appointments_holds_take_turns BEFORE INSERT ON appointments_holds
    FOR EACH ROW EXECUTE FUNCTION appointments_take_turns();
CREATE TRIGGER appointments_holds_turn_away BEFORE INSERT ON appointments_holds
    FOR EACH ROW EXECUTE FUNCTION appointments_refuse_hold();

CREATE FUNCTION appointments_refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.status NOT IN ('cancelled', 'no_show')
       AND OLD.over_others = NEW.over_others AND OLD.practitioner_id = NEW.practitioner_id
       AND OLD.busy_from = NEW.busy_from AND OLD.busy_until = NEW.busy_until THEN
        RETURN NEW;
    END IF;
    IF appointments_is_held(NEW.practitioner_id, NEW.busy_from, NEW.busy_until) THEN
        RAISE EXCEPTION 'slot_taken';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER appointments_visits_turn_away_from_held
    BEFORE INSERT OR UPDATE OF practitioner_id, busy_from, busy_until, status, over_others ON appointments_visits
    FOR EACH ROW WHEN (NEW.status NOT IN ('cancelled', 'no_show') AND NEW.over_others = 0)
    EXECUTE FUNCTION appointments_refuse_held();
