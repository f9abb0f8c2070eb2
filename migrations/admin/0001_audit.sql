-- Who did what. Rows are added in the transaction of the deed and never touched again.
CREATE TABLE admin_audit (
    id           TEXT   NOT NULL PRIMARY KEY, -- UUIDv7: in the order of writing
    at           BIGINT NOT NULL,
    actor_id     TEXT,                        -- NULL: somebody without a token
    session_id   TEXT,
    actor_name   TEXT,                        -- as it was then
    actor_roles  BIGINT NOT NULL,             -- one bit a role, as in auth
    action       TEXT   NOT NULL,
    subject_kind TEXT,
    subject_id   TEXT,
    detail       TEXT,                        -- JSON
    address      TEXT   NOT NULL,
    request_id   TEXT   NOT NULL,
    outcome      TEXT   NOT NULL CHECK (outcome IN ('done', 'refused'))
);
CREATE INDEX admin_audit_by_subject ON admin_audit (subject_id, id);
CREATE INDEX admin_audit_by_actor ON admin_audit (actor_id, id);

CREATE TRIGGER admin_audit_unchanged BEFORE UPDATE ON admin_audit
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never changed');
END;
CREATE TRIGGER admin_audit_undeleted BEFORE DELETE ON admin_audit
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never deleted');
END;
