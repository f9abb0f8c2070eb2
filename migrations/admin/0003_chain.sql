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

DROP TRIGGER admin_audit_unchanged;
CREATE TRIGGER admin_audit_unchanged BEFORE UPDATE ON admin_audit
WHEN OLD.seq IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.kind IS NOT OLD.kind
  OR NEW.actor_id IS NOT OLD.actor_id OR NEW.session_id IS NOT OLD.session_id
  OR NEW.actor_name IS NOT OLD.actor_name OR NEW.actor_roles IS NOT OLD.actor_roles
  OR NEW.action IS NOT OLD.action OR NEW.subject_kind IS NOT OLD.subject_kind
  OR NEW.subject_id IS NOT OLD.subject_id OR NEW.detail IS NOT OLD.detail
  OR NEW.address IS NOT OLD.address OR NEW.request_id IS NOT OLD.request_id
  OR NEW.outcome IS NOT OLD.outcome
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never changed');
END;
DROP TRIGGER admin_audit_undeleted;
CREATE TRIGGER admin_audit_undeleted BEFORE DELETE ON admin_audit
WHEN NOT EXISTS (SELECT 1 FROM admin_horizon WHERE lane = OLD.lane AND seq >= OLD.seq)
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never deleted, but by the purge of a sealed month');
END;

CREATE TRIGGER admin_horizon_ordered BEFORE INSERT ON admin_horizon
WHEN NOT EXISTS (SELECT 1 FROM admin_segments AS segment JOIN admin_seals AS seal ON seal.month = segment.month
                  WHERE segment.lane = NEW.lane AND segment.last_seq >= NEW.seq AND seal.purge IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'only sealed months whose purge was ordered go');
END;
CREATE TRIGGER admin_horizon_moves BEFORE UPDATE ON admin_horizon
WHEN NEW.lane IS NOT OLD.lane OR NEW.seq < OLD.seq
  OR NOT EXISTS (SELECT 1 FROM admin_segments AS segment JOIN admin_seals AS seal ON seal.month = segment.month
                  WHERE segment.lane = NEW.lane AND segment.last_seq >= NEW.seq AND seal.purge IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'only sealed months whose purge was ordered go');
END;
CREATE TRIGGER admin_horizon_stays BEFORE DELETE ON admin_horizon
BEGIN
    SELECT RAISE(ABORT, 'the horizon never goes back');
END;
CREATE TRIGGER admin_checkpoints_unchanged BEFORE UPDATE ON admin_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never changed');
END;
CREATE TRIGGER admin_checkpoints_undeleted BEFORE DELETE ON admin_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never deleted');
END;
CREATE TRIGGER admin_seals_unchanged BEFORE UPDATE ON admin_seals
WHEN OLD.purge IS NOT NULL OR NEW.month IS NOT OLD.month OR NEW.line IS NOT OLD.line
BEGIN
    SELECT RAISE(ABORT, 'seals are never changed');
END;
CREATE TRIGGER admin_seals_undeleted BEFORE DELETE ON admin_seals
BEGIN
    SELECT RAISE(ABORT, 'seals are never deleted');
END;
CREATE TRIGGER admin_segments_unchanged BEFORE UPDATE ON admin_segments
BEGIN
    SELECT RAISE(ABORT, 'seals are never changed');
END;
CREATE TRIGGER admin_segments_undeleted BEFORE DELETE ON admin_segments
BEGIN
    SELECT RAISE(ABORT, 'seals are never deleted');
END;
