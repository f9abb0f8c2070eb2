-- Keys for programs, each good for some scopes of its owner's rights.
CREATE TABLE auth_api_keys (
    id           TEXT   NOT NULL PRIMARY KEY,
    user_id      TEXT   NOT NULL REFERENCES auth_users (id),
    name         TEXT   NOT NULL,
    prefix       TEXT   NOT NULL,        -- the key's first letters, to tell it from others
    key_hash     TEXT   NOT NULL UNIQUE, -- BLAKE2b of the key, base64url
    scopes       TEXT   NOT NULL,        -- ["appointments:read",…]
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    last_used_at BIGINT,                 -- to the hour
    revoked_at   BIGINT
);
CREATE INDEX auth_api_keys_of_user ON auth_api_keys (user_id, id);
CREATE INDEX auth_api_keys_alive ON auth_api_keys (expires_at) WHERE revoked_at IS NULL;
