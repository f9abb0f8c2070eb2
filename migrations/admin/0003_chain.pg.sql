-- Each row carries the hash of itself and of the row before it in its lane; see modules/admin/src/chain.hpp. Rows
-- from before the chain have no place yet: they get one, once, when the program starts.
ALTER TABLE admin_audit ADD COLUMN lane INTEGER;
ALTER TABLE admin_audit ADD COLUMN seq BIGINT; -- 1, 2, 3… within the lane
ALTER TABLE admin_audit ADD COLUMN form INTEGER; -- the canonical form that was hashed
ALTER TABLE admin_audit ADD COLUMN hash TEXT; -- base64url
CREATE UNIQUE INDEX admin_audit_by_place ON admin_audit (lane, seq);
CREATE INDEX admin_audit_without_place ON admin_audit (id) WHERE seq IS NULL;

-- What was signed, as one line: key, signature, body. Both chain: a body names the hash of the line before it.
CREATE TABLE admin_checkpoints (
    number BIGINT NOT NULL PRIMARY KEY,
    line   TEXT   NOT NULL
);
CREATE TABLE admin_seals (
    month  TEXT NOT NULL PRIMARY KEY, -- 2026-05
    line   TEXT NOT NULL,
    purge  TEXT                       -- the order, signed likewise; its rows may go
);
-- Where a sealed month ends in each lane, for the triggers.
CREATE TABLE admin_segments (
    month    TEXT    NOT NULL,
    lane     INTEGER NOT NULL,
    last_seq BIGINT  NOT NULL,
    PRIMARY KEY (month, lane)
);
-- Up to where the rows of a lane were purged, and the hash of the last that went.
CREATE TABLE admin_horizon (
    lane INTEGER NOT NULL PRIMARY KEY,
    seq  BIGINT  NOT NULL,
    hash TEXT    NOT NULL
);

CREATE OR REPLACE FUNCTION admin_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seq IS NULL AND to_jsonb(NEW) - 'lane' - 'seq' - 'form' - 'hash'
                             = to_jsonb(OLD) - 'lane' - 'seq' - 'form' - 'hash' THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM admin_horizon WHERE lane = OLD.lane AND seq >= OLD.seq) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit rows are never changed, nor deleted but by the purge of a sealed month'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION admin_horizon_ordered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.lane = OLD.lane AND NEW.seq >= OLD.seq) THEN
        IF EXISTS (SELECT 1 FROM admin_segments AS segment JOIN admin_seals AS seal ON seal.month = segment.month
                    WHERE segment.lane = NEW.lane AND segment.last_seq >= NEW.seq AND seal.purge IS NOT NULL) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'only sealed months whose purge was ordered go'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER admin_horizon_ordered BEFORE INSERT OR UPDATE OR DELETE ON admin_horizon
    FOR EACH ROW EXECUTE FUNCTION admin_horizon_ordered();

CREATE FUNCTION admin_signed_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was signed is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER admin_checkpoints_unchanged BEFORE UPDATE OR DELETE ON admin_checkpoints
    FOR EACH ROW EXECUTE FUNCTION admin_signed_refuse();
CREATE TRIGGER admin_segments_unchanged BEFORE UPDATE OR DELETE ON admin_segments
    FOR EACH ROW EXECUTE FUNCTION admin_signed_refuse();
CREATE FUNCTION admin_seals_ordered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.purge IS NULL AND NEW.month = OLD.month AND NEW.line = OLD.line THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'seals are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER admin_seals_unchanged BEFORE UPDATE OR DELETE ON admin_seals
    FOR EACH ROW EXECUTE FUNCTION admin_seals_ordered();
