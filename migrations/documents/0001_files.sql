-- Files of patients and pictures of the house. Bytes lie sealed in files named by documents_files.id; a row here comes
-- after its file is durable, and a file without a row is swept away. Instants are milliseconds UTC.

CREATE TABLE documents_files (
    id         TEXT   NOT NULL PRIMARY KEY,
    sealed_key TEXT   NOT NULL, -- base64url: the file's own key under the installation's
    size       BIGINT NOT NULL,
    digest     TEXT   NOT NULL, -- BLAKE2b-256 of the plain bytes, hexadecimal
    created_at BIGINT NOT NULL
);

CREATE TABLE documents_documents (
    id            TEXT    NOT NULL PRIMARY KEY, -- time-ordered
    patient_id    TEXT    NOT NULL,
    category      TEXT    NOT NULL CHECK (category IN ('prescription', 'certificate', 'invoice', 'receipt',
                                                       'lab_report', 'imaging', 'letter', 'other')),
    name          TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    width         INTEGER,
    height        INTEGER,
    file_id       TEXT    NOT NULL REFERENCES documents_files (id),
    thumbnail_id  TEXT    REFERENCES documents_files (id),
    shared        INTEGER NOT NULL CHECK (shared IN (0, 1)),
    by_patient    INTEGER NOT NULL CHECK (by_patient IN (0, 1)),
    source        TEXT    UNIQUE, -- what in the clinic made it: kept once
    author_id     TEXT,
    author_name   TEXT,
    created_at    BIGINT  NOT NULL,
    trashed_at    BIGINT,
    version       BIGINT  NOT NULL
);
CREATE INDEX documents_documents_by_patient ON documents_documents (patient_id, id);

CREATE TABLE documents_media (
    id         TEXT    NOT NULL PRIMARY KEY,
    owner_id   TEXT    NOT NULL,
    is_public  INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    type       TEXT    NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    file_id    TEXT    NOT NULL REFERENCES documents_files (id),
    created_at BIGINT  NOT NULL
);
CREATE INDEX documents_media_by_owner ON documents_media (owner_id, id);
