-- Who may log in, readings that stay sealed until both are in, and an audit trail that is a chain.

-- Empty in an open project. Everything secret is sealed: by the account's password, for its key or
-- for the project's escrow key (decision 0115).
CREATE TABLE accounts (
    name       TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 200),
    roles      TEXT NOT NULL,
    disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    public_key TEXT NOT NULL,
    salt       TEXT NOT NULL,
    operations BIGINT NOT NULL,
    memory     BIGINT NOT NULL,
    secrets    TEXT NOT NULL,
    recovery   TEXT NOT NULL,
    escrow     TEXT,
    signature  TEXT NOT NULL,
    db_role    TEXT,
    created_at TEXT NOT NULL
);

-- A reading is named by a receipt that says nothing of it; json and id are there once it is released.
CREATE TABLE kept_readings AS SELECT id, case_id, reader, submitted_at, json FROM readings;
CREATE TABLE kept_comparisons AS SELECT case_id, reading_a, reading_b, agreement, json FROM comparisons;
DROP VIEW case_list;
DROP TABLE comparisons;
DROP TABLE readings;

CREATE TABLE readings (
    receipt      TEXT PRIMARY KEY CHECK (length(receipt) = 64),
    case_id      TEXT NOT NULL,
    reader       TEXT NOT NULL,
    round        INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
    reason       TEXT,
    submitted_at TEXT NOT NULL,
    sealed       TEXT,
    json         TEXT,
    id           TEXT UNIQUE CHECK (length(id) = 64),
    UNIQUE (case_id, reader, round),
    FOREIGN KEY (case_id, reader) REFERENCES assignments (case_id, reader),
    CHECK ((json IS NULL) = (id IS NULL)),
    CHECK (json IS NOT NULL OR sealed IS NOT NULL)
);
INSERT INTO readings (receipt, case_id, reader, submitted_at, json, id)
SELECT id, case_id, reader, submitted_at, json, id FROM kept_readings;

CREATE TABLE comparisons (
    case_id   TEXT PRIMARY KEY REFERENCES cases (id),
    reading_a TEXT NOT NULL REFERENCES readings (id),
    reading_b TEXT NOT NULL REFERENCES readings (id),
    agreement TEXT NOT NULL CHECK (agreement IN ('agree', 'partial', 'disagree')),
    json      TEXT NOT NULL
);
INSERT INTO comparisons (case_id, reading_a, reading_b, agreement, json)
SELECT case_id, reading_a, reading_b, agreement, json FROM kept_comparisons;
DROP TABLE kept_readings;
DROP TABLE kept_comparisons;

-- Each row's hash covers the row and the hash before it (storage/detail/AuditChain.h).
ALTER TABLE audit ADD COLUMN hash TEXT;
-- Where the trail stood when the version was frozen: what is cut off later is missed.
ALTER TABLE versions ADD COLUMN audit_seq BIGINT;
ALTER TABLE versions ADD COLUMN audit_hash TEXT;

-- Cases in which both blind readings are in; and those in which both are open to be seen. Nothing
-- else about somebody else's reading is known to anybody before.
CREATE VIEW complete_cases
--[postgresql
WITH (security_barrier = true)
--]
AS SELECT case_id FROM readings WHERE round = 1 GROUP BY case_id HAVING count(*) >= 2;
CREATE VIEW released_cases
--[postgresql
WITH (security_barrier = true)
--]
AS SELECT case_id FROM readings WHERE round = 1 GROUP BY case_id HAVING count(json) >= 2;

-- As in 0002, of the blind readings. SQLite looks up one case after the other, which makes a single
-- case cheap; PostgreSQL joins, so that policies are asked once a table (7,500 cases: decision 0117).
-- There everybody sees the view through their own policies.
--[sqlite
CREATE VIEW case_list
AS SELECT
    facts.*,
    CASE
        WHEN exclusion IS NOT NULL THEN 'excluded'
        WHEN verdict IS NOT NULL OR agreement = 'agree' THEN 'settled'
        WHEN agreement IS NOT NULL THEN 'needs-adjudication'
        WHEN reading_count = 2 THEN 'submitted'
        WHEN reading_count > 0 OR opened_count > 0 THEN 'in-reading'
        WHEN reader_count > 0 THEN 'assigned'
        ELSE 'new'
    END AS state
FROM (
    SELECT
        c.number,
        c.id,
        c.patient,
        (SELECT count(*) FROM images WHERE case_id = c.id) AS image_count,
        (SELECT count(*) FROM assignments WHERE case_id = c.id) AS reader_count,
        (SELECT count(opened_at) FROM assignments WHERE case_id = c.id) AS opened_count,
        (SELECT count(*) FROM readings WHERE case_id = c.id AND round = 1) AS reading_count,
        (SELECT count(*) FROM readings
         WHERE case_id = c.id AND round = 1 AND json IS NOT NULL) AS released_count,
        (SELECT agreement FROM comparisons WHERE case_id = c.id) AS agreement,
        (SELECT verdict FROM latest_decisions WHERE case_id = c.id) AS verdict,
        coalesce(
            (SELECT reason FROM exclusions WHERE case_id = c.id ORDER BY seq DESC LIMIT 1),
            (SELECT reason FROM latest_decisions WHERE case_id = c.id)) AS exclusion
    FROM cases c
) AS facts;
--]
--[postgresql
CREATE VIEW case_list WITH (security_invoker = true)
AS SELECT
    facts.*,
    CASE
        WHEN exclusion IS NOT NULL THEN 'excluded'
        WHEN verdict IS NOT NULL OR agreement = 'agree' THEN 'settled'
        WHEN agreement IS NOT NULL THEN 'needs-adjudication'
        WHEN reading_count = 2 THEN 'submitted'
        WHEN reading_count > 0 OR opened_count > 0 THEN 'in-reading'
        WHEN reader_count > 0 THEN 'assigned'
        ELSE 'new'
    END AS state
FROM (
    SELECT
        c.number,
        c.id,
        c.patient,
        coalesce(i.images, 0) AS image_count,
        coalesce(a.readers, 0) AS reader_count,
        coalesce(a.opened, 0) AS opened_count,
        coalesce(r.readings, 0) AS reading_count,
        coalesce(r.released, 0) AS released_count,
        m.agreement,
        d.verdict,
        coalesce(x.reason, d.reason) AS exclusion
    FROM cases c
    LEFT JOIN (SELECT case_id, count(*) AS images FROM images GROUP BY case_id) i ON i.case_id = c.id
    LEFT JOIN (SELECT case_id, count(*) AS readers, count(opened_at) AS opened
               FROM assignments GROUP BY case_id) a ON a.case_id = c.id
    LEFT JOIN (SELECT case_id, count(*) AS readings, count(json) AS released
               FROM readings WHERE round = 1 GROUP BY case_id) r ON r.case_id = c.id
    LEFT JOIN comparisons m ON m.case_id = c.id
    LEFT JOIN (SELECT DISTINCT ON (case_id) case_id, verdict, reason
               FROM decisions ORDER BY case_id, seq DESC) d ON d.case_id = c.id
    LEFT JOIN (SELECT DISTINCT ON (case_id) case_id, reason
               FROM exclusions ORDER BY case_id, seq DESC) x ON x.case_id = c.id
) AS facts;
--]

--[sqlite
-- The one change of a submitted reading: both blind ones are in, and it is opened.
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings
WHEN NOT (OLD.json IS NULL AND NEW.json IS NOT NULL
          AND NEW.receipt = OLD.receipt AND NEW.case_id = OLD.case_id AND NEW.reader = OLD.reader
          AND NEW.round = OLD.round AND NEW.reason IS OLD.reason
          AND NEW.submitted_at = OLD.submitted_at AND NEW.sealed IS OLD.sealed
          AND OLD.case_id IN (SELECT case_id FROM complete_cases))
BEGIN SELECT raise(ABORT, 'a submitted reading does not change'); END;
CREATE TRIGGER readings_remain BEFORE DELETE ON readings
BEGIN SELECT raise(ABORT, 'a submitted reading is not deleted'); END;
CREATE TRIGGER readings_once BEFORE INSERT ON readings
WHEN EXISTS (SELECT 1 FROM readings
             WHERE receipt = NEW.receipt OR id = NEW.id
                OR (case_id = NEW.case_id AND reader = NEW.reader AND round = NEW.round))
BEGIN SELECT raise(ABORT, 'a reading is submitted once'); END;

DROP TRIGGER audit_stays;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN NOT (OLD.hash IS NULL AND NEW.hash IS NOT NULL
          AND NEW.seq = OLD.seq AND NEW.at = OLD.at AND NEW.actor = OLD.actor
          AND NEW.action = OLD.action AND NEW.detail = OLD.detail)
BEGIN SELECT raise(ABORT, 'the audit trail does not change'); END;
CREATE TRIGGER audit_chained BEFORE INSERT ON audit
WHEN NEW.hash IS NULL
BEGIN SELECT raise(ABORT, 'a row of the audit trail is chained to the one before'); END;

CREATE TRIGGER accounts_remain BEFORE DELETE ON accounts
BEGIN SELECT raise(ABORT, 'an account is disabled, not deleted'); END;
CREATE TRIGGER accounts_once BEFORE INSERT ON accounts
WHEN EXISTS (SELECT 1 FROM accounts WHERE name = NEW.name)
BEGIN SELECT raise(ABORT, 'an account of this name exists'); END;
--]

--[postgresql
-- Row-level security (decision 0117). An account is a role of the database, a member of the
-- project's group, which has the rights; the policies say which rows. Views and functions that run
-- as the owner give away what their names say and no more. session_user, not current_user: inside
-- such a function that is the owner, and SET ROLE cannot change it.
ALTER VIEW latest_decisions SET (security_invoker = true);

CREATE FUNCTION me() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT name FROM accounts WHERE db_role = session_user AND disabled = 0
$$;
CREATE FUNCTION i_am(wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM accounts WHERE db_role = session_user AND disabled = 0
                   AND wanted = ANY (string_to_array(roles, ',')))
$$;
CREATE FUNCTION i_own() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT rolsuper OR oid = (SELECT nspowner FROM pg_catalog.pg_namespace
                              WHERE nspname = current_schema())
    FROM pg_catalog.pg_roles WHERE rolname = session_user
$$;
-- More than the own worklist: any role but reader.
CREATE FUNCTION sees_all_cases() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM accounts WHERE db_role = session_user AND disabled = 0
                   AND roles <> 'reader')
$$;
CREATE VIEW my_cases WITH (security_barrier = true)
AS SELECT case_id FROM assignments WHERE reader = me();

CREATE POLICY everybody ON schema_version FOR SELECT USING ((SELECT me()) IS NOT NULL);
CREATE POLICY everybody ON project FOR SELECT USING ((SELECT me()) IS NOT NULL);

CREATE POLICY seen ON cases FOR SELECT
USING ((SELECT sees_all_cases()) OR id IN (SELECT case_id FROM my_cases));
CREATE POLICY imported ON cases FOR INSERT WITH CHECK ((SELECT i_am('steward')));
CREATE POLICY seen ON images FOR SELECT
USING ((SELECT sees_all_cases()) OR case_id IN (SELECT case_id FROM my_cases));
CREATE POLICY imported ON images FOR INSERT WITH CHECK ((SELECT i_am('steward')));
CREATE POLICY imported ON sources FOR ALL USING ((SELECT i_am('steward')));
CREATE POLICY seen ON clinical FOR SELECT USING ((SELECT i_am('coordinator')) OR (SELECT i_am('reviewer')));
CREATE POLICY imported ON clinical FOR ALL USING ((SELECT i_am('steward')));

CREATE POLICY given ON assignments FOR ALL USING ((SELECT i_am('coordinator')));
CREATE POLICY own ON assignments FOR SELECT USING (reader = (SELECT me()));
CREATE POLICY opened ON assignments FOR UPDATE USING (reader = (SELECT me()) AND (SELECT i_am('reader')));
CREATE POLICY released ON assignments FOR SELECT
USING (case_id IN (SELECT case_id FROM released_cases)
       AND ((SELECT sees_all_cases()) OR case_id IN (SELECT case_id FROM my_cases)));

CREATE POLICY all_rows ON readings FOR SELECT USING ((SELECT i_am('coordinator')));
CREATE POLICY own ON readings FOR SELECT USING (reader = (SELECT me()));
CREATE POLICY released ON readings FOR SELECT
USING (case_id IN (SELECT case_id FROM released_cases)
       AND ((SELECT sees_all_cases()) OR case_id IN (SELECT case_id FROM my_cases)));
CREATE POLICY submitted ON readings FOR INSERT
WITH CHECK (reader = (SELECT me()) AND (SELECT i_am('reader'))
            AND (json IS NULL OR case_id IN (SELECT case_id FROM released_cases)));
CREATE POLICY opened ON readings FOR UPDATE
USING (reader = (SELECT me()) OR (SELECT i_am('coordinator')));

CREATE POLICY seen ON comparisons FOR SELECT
USING ((SELECT sees_all_cases()) OR case_id IN (SELECT case_id FROM my_cases));
CREATE POLICY compared ON comparisons FOR ALL
USING ((SELECT i_am('coordinator')) OR (SELECT i_am('adjudicator')));
CREATE POLICY seen ON decisions FOR SELECT
USING ((SELECT sees_all_cases()) OR case_id IN (SELECT case_id FROM my_cases));
CREATE POLICY decided ON decisions FOR INSERT
WITH CHECK (adjudicator = (SELECT me()) AND (SELECT i_am('adjudicator')));
CREATE POLICY seen ON exclusions FOR SELECT
USING ((SELECT sees_all_cases()) OR case_id IN (SELECT case_id FROM my_cases));
CREATE POLICY excluded ON exclusions FOR INSERT WITH CHECK ((SELECT i_am('coordinator')));
CREATE POLICY everybody ON versions FOR SELECT USING ((SELECT me()) IS NOT NULL);
CREATE POLICY frozen ON versions FOR INSERT WITH CHECK ((SELECT i_am('steward')));

CREATE POLICY all_rows ON audit FOR SELECT USING ((SELECT i_am('coordinator')));
CREATE POLICY managed ON accounts FOR ALL USING ((SELECT i_am('coordinator')));
CREATE POLICY own ON accounts FOR SELECT USING (db_role = session_user);
CREATE POLICY password ON accounts FOR UPDATE USING (db_role = session_user);

-- As SQLite's triggers. As the owner: whether the other reading is in, the reader cannot see.
CREATE FUNCTION reading_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF OLD.json IS NULL AND NEW.json IS NOT NULL
       AND (NEW.receipt, NEW.case_id, NEW.reader, NEW.round, NEW.reason, NEW.submitted_at, NEW.sealed)
           IS NOT DISTINCT FROM
           (OLD.receipt, OLD.case_id, OLD.reader, OLD.round, OLD.reason, OLD.submitted_at, OLD.sealed)
       AND OLD.case_id IN (SELECT case_id FROM complete_cases) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING MESSAGE = 'a submitted reading does not change', ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings
FOR EACH ROW EXECUTE FUNCTION reading_changes();
CREATE TRIGGER readings_remain BEFORE DELETE ON readings
FOR EACH ROW EXECUTE FUNCTION refuse_change('a submitted reading is not deleted');
CREATE TRIGGER readings_whole BEFORE TRUNCATE ON readings
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a submitted reading is not deleted');

DROP TRIGGER audit_stays ON audit;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
FOR EACH ROW WHEN (NOT (OLD.hash IS NULL AND NEW.hash IS NOT NULL
                        AND (NEW.seq, NEW.at, NEW.actor, NEW.action, NEW.detail)
                            = (OLD.seq, OLD.at, OLD.actor, OLD.action, OLD.detail)))
EXECUTE FUNCTION refuse_change('the audit trail does not change');
CREATE TRIGGER audit_chained BEFORE INSERT ON audit
FOR EACH ROW WHEN (NEW.hash IS NULL)
EXECUTE FUNCTION refuse_change('a row of the audit trail is chained to the one before');

CREATE TRIGGER accounts_remain BEFORE DELETE ON accounts
FOR EACH ROW EXECUTE FUNCTION refuse_change('an account is disabled, not deleted');
CREATE FUNCTION account_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF i_own() OR i_am('coordinator')
       OR (NEW.name, NEW.roles, NEW.disabled, NEW.public_key, NEW.recovery, NEW.escrow, NEW.signature,
           NEW.db_role, NEW.created_at) IS NOT DISTINCT FROM
          (OLD.name, OLD.roles, OLD.disabled, OLD.public_key, OLD.recovery, OLD.escrow, OLD.signature,
           OLD.db_role, OLD.created_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING MESSAGE = 'an account changes its password alone', ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER accounts_guarded BEFORE UPDATE ON accounts
FOR EACH ROW EXECUTE FUNCTION account_changes();

-- The chain (storage/detail/AuditChain.h), for those who may not see what it is chained to. Who did
-- it is whoever is logged in, whatever the caller says; the owner of the database may say.
CREATE FUNCTION netstring(part text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT octet_length(convert_to(part, 'UTF8')) || ':' || part || ','
$$;
CREATE FUNCTION append_audit(new_at text, said text, new_action text, new_detail text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    who text := me();
    last_seq bigint := 0;
    last_hash text := repeat('0', 64);
BEGIN
    IF who IS NULL AND NOT i_own() THEN
        RAISE EXCEPTION USING MESSAGE = 'not for you', ERRCODE = 'insufficient_privilege';
    END IF;
    who := coalesce(who, said);
    PERFORM pg_advisory_xact_lock(17231, hashtext(current_schema()));
    SELECT seq, hash INTO last_seq, last_hash FROM audit ORDER BY seq DESC LIMIT 1;
    last_seq := coalesce(last_seq, 0);
    last_hash := coalesce(last_hash, repeat('0', 64));
    INSERT INTO audit (seq, at, actor, action, detail, hash)
    VALUES (last_seq + 1, new_at, who, new_action, new_detail,
            encode(sha256(convert_to(
                netstring(last_hash) || netstring((last_seq + 1)::text) || netstring(new_at)
                || netstring(who) || netstring(new_action) || netstring(new_detail), 'UTF8')), 'hex'));
END $$;
CREATE FUNCTION audit_head() RETURNS TABLE (head_seq bigint, head_hash text)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT seq, hash FROM audit WHERE i_own() OR i_am('coordinator') OR i_am('steward')
    ORDER BY seq DESC LIMIT 1
$$;

CREATE FUNCTION group_name() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'concord_' || left(encode(sha256(convert_to(
        'group' || chr(10) || current_schema(), 'UTF8')), 'hex'), 16)
$$;
-- Every table is closed to every account unless a policy opens it. Called after each migration.
CREATE FUNCTION secure_tables() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one regclass;
    accounts_group text := group_name();
BEGIN
    FOR one IN SELECT c.oid::regclass FROM pg_catalog.pg_class c
               WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
               AND NOT c.relrowsecurity LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
    END LOOP;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = accounts_group) THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), accounts_group);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I',
                   current_schema(), accounts_group);
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %I TO %I', current_schema(), accounts_group);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION secure_tables(), make_group() FROM %I', accounts_group);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON audit, schema_version, project FROM %I', accounts_group);
    EXECUTE format('REVOKE UPDATE, DELETE ON readings, assignments FROM %I', accounts_group);
    EXECUTE format('GRANT UPDATE (json, id) ON readings TO %I', accounts_group);
    EXECUTE format('GRANT DELETE, UPDATE (opened_at) ON assignments TO %I', accounts_group);
END $$;
-- For the first account: the owner, who must be allowed to make roles.
CREATE FUNCTION make_group() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = group_name()) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', group_name());
    END IF;
    PERFORM secure_tables();
END $$;
-- verifier: SCRAM-SHA-256 as libpq writes it; the password itself is not sent.
CREATE FUNCTION give_role(role_name text, verifier text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NOT (i_own() OR i_am('coordinator')
            OR role_name = (SELECT db_role FROM accounts WHERE name = me())) THEN
        RAISE EXCEPTION USING MESSAGE = 'not for you', ERRCODE = 'insufficient_privilege';
    END IF;
    IF role_name !~ '^concord_[0-9a-f]{16}$' OR role_name = group_name()
       OR verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
        RAISE EXCEPTION USING MESSAGE = 'not a role of ours', ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Nobody's of another project: their names are hashes over the project's.
    IF EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', role_name, verifier);
    ELSE
        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', role_name, verifier);
    END IF;
    EXECUTE format('GRANT %I TO %I', group_name(), role_name);
END $$;
CREATE FUNCTION allow_login(account text, allowed integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    role_name text := (SELECT db_role FROM accounts WHERE name = account);
BEGIN
    IF NOT i_am('coordinator') THEN
        RAISE EXCEPTION USING MESSAGE = 'not for you', ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('ALTER ROLE %I %s', role_name, CASE WHEN allowed = 1 THEN 'LOGIN' ELSE 'NOLOGIN' END);
END $$;

-- A function must not take somebody's temporary table for ours, nor be anybody's to call.
DO $$
DECLARE
    one regprocedure;
BEGIN
    FOR one IN SELECT p.oid::regprocedure FROM pg_catalog.pg_proc p
               WHERE p.pronamespace = current_schema()::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', one, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one);
    END LOOP;
END $$;
--]
