-- The picture that stands beside a person's name: one an account, square, small.
CREATE TABLE documents_avatars (
    user_id TEXT NOT NULL PRIMARY KEY,
    file_id TEXT NOT NULL UNIQUE REFERENCES documents_files (id)
);
