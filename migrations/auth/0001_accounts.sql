CREATE TABLE auth_users (
    id            TEXT   NOT NULL PRIMARY KEY,
    email         TEXT   NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash TEXT, -- Argon2id, encoded; NULL until an invitation is accepted
    first_name    TEXT   NOT NULL,
    last_name     TEXT   NOT NULL,
    roles         BIGINT NOT NULL CHECK (roles > 0), -- one bit a role: 1 patient, 2 coach, 4 practitioner, 8 receptionist, 16 accountant, 32 admin
    language      TEXT   NOT NULL CHECK (language IN ('fr', 'en')),
    phone         TEXT,
    status        TEXT   NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    search        TEXT   NOT NULL, -- names and e-mail, folded
    sort_name     TEXT   NOT NULL, -- last name, first name, folded
    last_login_at BIGINT,
    created_at    BIGINT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX auth_users_by_name ON auth_users (sort_name, id);
-- Most accounts are patients and nothing else; the few others are looked up by role.
CREATE INDEX auth_users_staff ON auth_users (roles) WHERE roles > 1;

-- One log-in on one device. Its refresh tokens are one family.
CREATE TABLE auth_sessions (
    id           TEXT   NOT NULL PRIMARY KEY,
    user_id      TEXT   NOT NULL REFERENCES auth_users (id),
    device       TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL, -- moves on with each use
    ended_at     BIGINT,          -- before its time: access tokens of it are refused from now on
    end_reason   TEXT
);
CREATE INDEX auth_sessions_of_user ON auth_sessions (user_id, id);
CREATE INDEX auth_sessions_ended ON auth_sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX auth_sessions_by_expiry ON auth_sessions (expires_at);

-- Used ones are kept as long as their session, so that a second use is noticed.
CREATE TABLE auth_refresh_tokens (
    token_hash TEXT   NOT NULL PRIMARY KEY, -- BLAKE2b of the token, base64url
    session_id TEXT   NOT NULL REFERENCES auth_sessions (id) ON DELETE CASCADE,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX auth_refresh_tokens_of_session ON auth_refresh_tokens (session_id, issued_at);

CREATE TABLE auth_invitations (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    user_id    TEXT   NOT NULL REFERENCES auth_users (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX auth_invitations_of_user ON auth_invitations (user_id);

-- The one link that makes the first admin.
CREATE TABLE auth_setup (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);
