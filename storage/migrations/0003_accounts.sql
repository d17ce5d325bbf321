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

-- As in 0002, of the blind readings. On PostgreSQL everybody sees it through their own policies.
CREATE VIEW case_list
--[postgresql
WITH (security_invoker = true)
--]
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

--[sqlite
-- The one change of a submitted reading: both blind ones are in, and it is opened.
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings
WHEN NOT (OLD.json IS NULL AND NEW.json IS NOT NULL
          AND NEW.receipt = OLD.receipt AND NEW.case_id = OLD.case_id AND NEW.reader = OLD.reader
          AND NEW.round = OLD.round AND NEW.reason IS OLD.reason
          AND NEW.submitted_at = OLD.submitted_at AND NEW.sealed IS OLD.sealed
          AND (SELECT count(*) FROM readings WHERE case_id = OLD.case_id AND round = 1) >= 2)
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
