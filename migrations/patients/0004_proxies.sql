-- Who acts for a patient: books, moves and cancels their visits with an account of their own. Nothing medical opens by it.
-- A row is ended, never deleted; that a child has come of age is told by their birth date, not written down.
CREATE TABLE patients_proxies (
    id         TEXT     NOT NULL PRIMARY KEY,
    patient_id TEXT     NOT NULL REFERENCES patients_people (id),
    proxy_id   TEXT     NOT NULL REFERENCES patients_people (id), -- by their own record, which has a log-in
    relation   TEXT     NOT NULL CHECK (relation IN ('parent', 'guardian', 'family', 'other')),
    kept       SMALLINT NOT NULL CHECK (kept IN (0, 1)), -- also after the patient has come of age
    since      BIGINT   NOT NULL,
    ended_at   BIGINT,
    CHECK (patient_id <> proxy_id)
);
CREATE UNIQUE INDEX patients_proxies_once ON patients_proxies (patient_id, proxy_id) WHERE ended_at IS NULL;
CREATE INDEX patients_proxies_by_proxy ON patients_proxies (proxy_id) WHERE ended_at IS NULL;
