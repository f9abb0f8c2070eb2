-- Coaches as the public meets them, and what people write to each other. Instants are milliseconds UTC.

CREATE TABLE coaching_specialties (
    id       TEXT   NOT NULL PRIMARY KEY,
    name_fr  TEXT   NOT NULL,
    name_en  TEXT   NOT NULL,
    slug     TEXT   NOT NULL UNIQUE,
    sort_key TEXT   NOT NULL, -- the French name, folded
    version  BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE coaching_profiles (
    coach_id   TEXT     NOT NULL PRIMARY KEY,
    user_id    TEXT     NOT NULL, -- copies of the clinic's own list, kept fresh by clinics.changed: user, name, archived
    name       TEXT     NOT NULL,
    sort_key   TEXT     NOT NULL, -- the name, folded
    archived   SMALLINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    headline   TEXT     NOT NULL,
    about      TEXT,
    languages  TEXT     NOT NULL, -- JSON: ISO 639-1
    photo_id   TEXT,
    published  SMALLINT NOT NULL CHECK (published IN (0, 1)),
    version    BIGINT   NOT NULL DEFAULT 1
);
CREATE INDEX coaching_profiles_by_name ON coaching_profiles (sort_key, coach_id)
 WHERE published = 1 AND archived = 0;

CREATE TABLE coaching_profile_specialties (
    coach_id     TEXT    NOT NULL REFERENCES coaching_profiles (coach_id),
    position     INTEGER NOT NULL,
    specialty_id TEXT    NOT NULL REFERENCES coaching_specialties (id),
    PRIMARY KEY (coach_id, specialty_id)
);
CREATE INDEX coaching_profile_specialties_by_specialty ON coaching_profile_specialties (specialty_id);

CREATE TABLE coaching_follows (
    user_id  TEXT   NOT NULL,
    coach_id TEXT   NOT NULL REFERENCES coaching_profiles (coach_id),
    at       BIGINT NOT NULL,
    PRIMARY KEY (user_id, coach_id)
);
CREATE INDEX coaching_follows_by_coach ON coaching_follows (coach_id);

CREATE TABLE coaching_posts (
    id            TEXT     NOT NULL PRIMARY KEY,
    author_id     TEXT     NOT NULL,
    author_name   TEXT     NOT NULL, -- as published; kept fresh by auth.user_changed
    author_kind   TEXT     NOT NULL CHECK (author_kind IN ('member', 'coach', 'team')),
    coach_id      TEXT,              -- when the author is a coach of the clinic
    text          TEXT     NOT NULL,
    image_ids     TEXT     NOT NULL, -- JSON
    created_at    BIGINT   NOT NULL,
    edited_at     BIGINT,
    hidden_at     BIGINT,
    hidden_reason TEXT,
    pinned        SMALLINT NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    -- Counted in the transaction that adds or removes what they count.
    likes         BIGINT   NOT NULL DEFAULT 0 CHECK (likes >= 0),
    comments      BIGINT   NOT NULL DEFAULT 0 CHECK (comments >= 0), -- without hidden ones
    open_reports  BIGINT   NOT NULL DEFAULT 0 CHECK (open_reports >= 0),
    version       BIGINT   NOT NULL DEFAULT 1
);
CREATE INDEX coaching_posts_by_time ON coaching_posts (pinned, created_at, id);
CREATE INDEX coaching_posts_by_author ON coaching_posts (author_id, pinned, created_at, id);
CREATE INDEX coaching_posts_by_coach ON coaching_posts (coach_id, pinned, created_at, id);
CREATE INDEX coaching_posts_reported ON coaching_posts (pinned, created_at, id) WHERE open_reports > 0;
CREATE INDEX coaching_posts_hidden ON coaching_posts (pinned, created_at, id) WHERE hidden_at IS NOT NULL;

CREATE TABLE coaching_likes (
    post_id TEXT   NOT NULL REFERENCES coaching_posts (id) ON DELETE CASCADE,
    user_id TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (post_id, user_id)
);

CREATE TABLE coaching_comments (
    id          TEXT   NOT NULL PRIMARY KEY,
    post_id     TEXT   NOT NULL REFERENCES coaching_posts (id) ON DELETE CASCADE,
    author_id   TEXT   NOT NULL,
    author_name TEXT   NOT NULL,
    author_kind TEXT   NOT NULL CHECK (author_kind IN ('member', 'coach', 'team')),
    coach_id    TEXT,
    text        TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    edited_at   BIGINT,
    hidden_at   BIGINT,
    version     BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX coaching_comments_by_post ON coaching_comments (post_id, created_at, id);
CREATE INDEX coaching_comments_by_author ON coaching_comments (author_id);

-- Of a post or of one of its comments; each person reports a thing once.
CREATE TABLE coaching_reports (
    id            TEXT   NOT NULL PRIMARY KEY,
    post_id       TEXT   NOT NULL REFERENCES coaching_posts (id) ON DELETE CASCADE,
    comment_id    TEXT   REFERENCES coaching_comments (id) ON DELETE CASCADE,
    subject_id    TEXT   NOT NULL, -- the comment, or else the post
    reporter_id   TEXT   NOT NULL,
    reporter_name TEXT   NOT NULL,
    reason        TEXT   NOT NULL CHECK (reason IN ('spam', 'abusive', 'privacy', 'dangerous', 'other')),
    detail        TEXT,
    at            BIGINT NOT NULL,
    settled_at    BIGINT,
    UNIQUE (subject_id, reporter_id)
);
CREATE INDEX coaching_reports_by_post ON coaching_reports (post_id, id);
CREATE INDEX coaching_reports_by_comment ON coaching_reports (comment_id);
