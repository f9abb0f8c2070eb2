-- What goes by mail: proof of an address, a forgotten password, another address. An account that a patient asks for
-- begins when its address is proven; until then it is only asked for, and no session can begin.
CREATE TABLE auth_registrations (
    id            TEXT   NOT NULL PRIMARY KEY,
    email         TEXT   NOT NULL,
    password_hash TEXT   NOT NULL,
    first_name    TEXT   NOT NULL,
    last_name     TEXT   NOT NULL,
    language      TEXT   NOT NULL CHECK (language IN ('fr', 'en')),
    phone         TEXT,
    birth_date    TEXT,
    created_at    BIGINT NOT NULL
);
CREATE INDEX auth_registrations_by_email ON auth_registrations (email, created_at);

-- Mails asked for. Whether there is anybody to write to is decided when one is written, never while the asker waits.
CREATE TABLE auth_letters (
    id         TEXT   NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    address    TEXT   NOT NULL,
    user_id    TEXT   REFERENCES auth_users (id), -- when an account asked
    asked_at   BIGINT NOT NULL,
    written_at BIGINT
);
CREATE INDEX auth_letters_by_address ON auth_letters (address, kind, written_at);
CREATE INDEX auth_letters_by_age ON auth_letters (asked_at);

-- The links in them, each good once.
CREATE TABLE auth_one_time_tokens (
    token_hash TEXT   NOT NULL PRIMARY KEY, -- BLAKE2b of the token, base64url
    purpose    TEXT   NOT NULL CHECK (purpose IN ('verify', 'reset', 'change')),
    owner      TEXT   NOT NULL, -- the account's id; the address where there is no account yet
    address    TEXT   NOT NULL, -- where it was sent
    letter_id  TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX auth_one_time_tokens_of_owner ON auth_one_time_tokens (owner, purpose, created_at);

-- Browsers from which an account was entered before, by the hash of a cookie: strangers' failures do not slow them.
CREATE TABLE auth_devices (
    token_hash   TEXT   NOT NULL,
    user_id      TEXT   NOT NULL REFERENCES auth_users (id),
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX auth_devices_of_user ON auth_devices (user_id);
CREATE INDEX auth_devices_by_use ON auth_devices (last_used_at);

-- Failed tries by account and source, or by device; the names of the buckets are hashes.
CREATE TABLE auth_login_failures (
    bucket   TEXT   NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at  BIGINT NOT NULL
);
CREATE INDEX auth_login_failures_by_age ON auth_login_failures (last_at);
