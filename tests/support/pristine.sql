-- Makes a migrated PostgreSQL database as new, after a test has used it. What was in its tables when this was run is kept in
-- the schema `pristine`, beside a description of how they were built: triggers that are off, constraints that are gone.

CREATE SCHEMA pristine;

CREATE FUNCTION pristine.build() RETURNS text LANGUAGE sql AS $$
    SELECT md5(string_agg(line, E'\n' ORDER BY line))
      FROM (SELECT concat_ws(' ', oid, relname, relkind, relnatts, relchecks) FROM pg_class WHERE relnamespace = 'public'::regnamespace
            UNION ALL SELECT concat_ws(' ', oid, tgname, tgenabled) FROM pg_trigger
            UNION ALL SELECT concat_ws(' ', oid, conname, convalidated) FROM pg_constraint
            UNION ALL SELECT concat_ws(' ', oid, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL SELECT concat_ws(' ', attrelid, attnum, atttypid, attnotnull) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS lines (line)
$$;

-- Triggers that keep rows from being changed are asleep meanwhile.
DO $do$
DECLARE
    name  text;
    full_ boolean;
    steps text := '';
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1 LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO full_;
        steps := steps || format('DELETE FROM public.%I; ', name);
        CONTINUE WHEN NOT full_;
        EXECUTE format('CREATE TABLE pristine.%1$I AS TABLE public.%1$I', name);
        steps := steps || format('INSERT INTO public.%1$I SELECT * FROM pristine.%1$I; ', name);
    END LOOP;
    EXECUTE format($f$
        CREATE FUNCTION pristine.restored() RETURNS boolean LANGUAGE plpgsql SET session_replication_role = 'replica' AS $$
        BEGIN
            %s
            RETURN pristine.build() = %L;
        END $$ $f$, steps, pristine.build());
END $do$;
