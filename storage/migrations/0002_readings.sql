-- Who reads what, what they said, what was decided, and the record of it all.
-- Readings, decisions, exclusions, versions and the audit trail only grow: triggers refuse the rest.

CREATE TABLE assignments (
    case_id   TEXT NOT NULL REFERENCES cases (id),
    slot      INTEGER NOT NULL CHECK (slot IN (0, 1)),
    reader    TEXT NOT NULL,
    opened_at TEXT,
    PRIMARY KEY (case_id, slot),
    UNIQUE (case_id, reader)
) WITHOUT ROWID;

-- A reading of somebody who is not assigned cannot exist, nor can its assignment go away.
CREATE TABLE readings (
    id           TEXT PRIMARY KEY CHECK (length(id) = 64),
    case_id      TEXT NOT NULL,
    reader       TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    json         TEXT NOT NULL,
    UNIQUE (case_id, reader),
    FOREIGN KEY (case_id, reader) REFERENCES assignments (case_id, reader)
);

CREATE TABLE comparisons (
    case_id   TEXT PRIMARY KEY REFERENCES cases (id),
    reading_a TEXT NOT NULL REFERENCES readings (id),
    reading_b TEXT NOT NULL REFERENCES readings (id),
    agreement TEXT NOT NULL CHECK (agreement IN ('agree', 'partial', 'disagree')),
    json      TEXT NOT NULL
);

-- The latest row of a case counts; earlier ones stay to be seen.
CREATE TABLE decisions (
    seq         INTEGER PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    adjudicator TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('a', 'b', 'redrawn', 'exclude')),
    reason      TEXT,
    json        TEXT NOT NULL,
    CHECK ((verdict = 'exclude') = (reason IS NOT NULL))
);
CREATE INDEX decisions_of_case ON decisions (case_id, seq);

-- Without an adjudication: ineligible, faulty, withdrawn.
CREATE TABLE exclusions (
    seq         INTEGER PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    reason      TEXT NOT NULL,
    excluded_at TEXT NOT NULL
);
CREATE INDEX exclusions_of_case ON exclusions (case_id, seq);

CREATE TABLE versions (
    name            TEXT PRIMARY KEY,
    manifest_sha256 TEXT NOT NULL,
    created_at      TEXT NOT NULL
);

CREATE TABLE audit (
    seq    INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE VIEW latest_decisions AS
SELECT * FROM decisions d
WHERE d.seq = (SELECT max(seq) FROM decisions WHERE case_id = d.case_id);

-- One row a case, with the state that follows from all the others. Nobody sets a state.
CREATE VIEW case_list AS
SELECT
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
        (SELECT count(*) FROM readings WHERE case_id = c.id) AS reading_count,
        (SELECT agreement FROM comparisons WHERE case_id = c.id) AS agreement,
        (SELECT verdict FROM latest_decisions WHERE case_id = c.id) AS verdict,
        coalesce(
            (SELECT reason FROM exclusions WHERE case_id = c.id ORDER BY seq DESC LIMIT 1),
            (SELECT reason FROM latest_decisions WHERE case_id = c.id)) AS exclusion
    FROM cases c
) AS facts;

-- Insert triggers as well: INSERT OR REPLACE deletes without telling the delete trigger.
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings
BEGIN SELECT raise(ABORT, 'a submitted reading does not change'); END;
CREATE TRIGGER readings_remain BEFORE DELETE ON readings
BEGIN SELECT raise(ABORT, 'a submitted reading is not deleted'); END;
CREATE TRIGGER readings_once BEFORE INSERT ON readings
WHEN EXISTS (SELECT 1 FROM readings
             WHERE id = NEW.id OR (case_id = NEW.case_id AND reader = NEW.reader))
BEGIN SELECT raise(ABORT, 'a reading is submitted once'); END;

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT raise(ABORT, 'a decision does not change'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions
BEGIN SELECT raise(ABORT, 'a decision is not deleted'); END;
CREATE TRIGGER decisions_once BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE seq = NEW.seq)
BEGIN SELECT raise(ABORT, 'a decision is not replaced'); END;

CREATE TRIGGER exclusions_stay BEFORE UPDATE ON exclusions
BEGIN SELECT raise(ABORT, 'an exclusion does not change'); END;
CREATE TRIGGER exclusions_remain BEFORE DELETE ON exclusions
BEGIN SELECT raise(ABORT, 'an exclusion is not deleted'); END;
CREATE TRIGGER exclusions_once BEFORE INSERT ON exclusions
WHEN EXISTS (SELECT 1 FROM exclusions WHERE seq = NEW.seq)
BEGIN SELECT raise(ABORT, 'an exclusion is not replaced'); END;

CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
BEGIN SELECT raise(ABORT, 'a version does not change'); END;
CREATE TRIGGER versions_remain BEFORE DELETE ON versions
BEGIN SELECT raise(ABORT, 'a version is not deleted'); END;
CREATE TRIGGER versions_once BEFORE INSERT ON versions
WHEN EXISTS (SELECT 1 FROM versions WHERE name = NEW.name)
BEGIN SELECT raise(ABORT, 'a version is recorded once'); END;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit trail does not change'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit trail is not shortened'); END;
CREATE TRIGGER audit_once BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN SELECT raise(ABORT, 'the audit trail is not rewritten'); END;
