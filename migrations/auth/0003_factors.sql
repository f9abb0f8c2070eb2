-- When a session last showed whose it is: by its log-in, or by proving it again.
CREATE TABLE auth_proofs (
    session_id TEXT   NOT NULL PRIMARY KEY REFERENCES auth_sessions (id) ON DELETE CASCADE,
    proven_at  BIGINT NOT NULL
);

-- One authenticator app an account. A new secret waits in `pending` until a code of it has come.
CREATE TABLE auth_totp (
    user_id      TEXT   NOT NULL PRIMARY KEY REFERENCES auth_users (id),
    secret       TEXT,            -- sealed, base64url; NULL until confirmed
    confirmed_at BIGINT,
    last_step    BIGINT NOT NULL, -- of 30 s: codes of it and of those before are spent
    pending      TEXT,            -- sealed, base64url
    pending_at   BIGINT
);

CREATE TABLE auth_recovery_codes (
    code_hash  TEXT   NOT NULL PRIMARY KEY, -- keyed BLAKE2b of account and code, base64url
    user_id    TEXT   NOT NULL REFERENCES auth_users (id),
    created_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX auth_recovery_codes_of_user ON auth_recovery_codes (user_id);

CREATE TABLE auth_passkeys (
    id            TEXT   NOT NULL PRIMARY KEY,
    user_id       TEXT   NOT NULL REFERENCES auth_users (id),
    credential_id TEXT   NOT NULL UNIQUE, -- base64url
    public_key    TEXT   NOT NULL,        -- COSE, base64url
    sign_count    BIGINT NOT NULL,
    name          TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    last_used_at  BIGINT,
    cloned_at     BIGINT,                 -- its counter went back: refused ever since
    version       BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX auth_passkeys_of_user ON auth_passkeys (user_id, id);

-- Questions that wait for their answer, some minutes at most.
CREATE TABLE auth_challenges (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL,
    user_id    TEXT   REFERENCES auth_users (id), -- NULL: whoever answers
    bound      TEXT   NOT NULL, -- hash of what must still be so when the answer comes
    tries_left BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX auth_challenges_by_expiry ON auth_challenges (expires_at);
