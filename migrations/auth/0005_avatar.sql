-- What names the account's picture, for whoever keeps pictures; NULL: there is none.
ALTER TABLE auth_users ADD COLUMN avatar TEXT;
