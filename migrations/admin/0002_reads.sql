-- Reads of personal data stand beside changes. They are many: changes alone, and one operation alone,
-- are found by an index.
ALTER TABLE admin_audit ADD COLUMN kind TEXT NOT NULL DEFAULT 'write' CHECK (kind IN ('read', 'write'));
CREATE INDEX admin_audit_writes ON admin_audit (id) WHERE kind = 'write';
CREATE INDEX admin_audit_by_action ON admin_audit (action, id);
