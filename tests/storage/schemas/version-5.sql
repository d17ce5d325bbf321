PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version (
    version    INTEGER PRIMARY KEY,
    applied_at TEXT NOT NULL
);
INSERT INTO schema_version VALUES(1,'2026-11-21T01:14:30Z');
INSERT INTO schema_version VALUES(2,'2026-11-21T01:14:30Z');
INSERT INTO schema_version VALUES(3,'2026-11-30T12:00:00Z');
INSERT INTO schema_version VALUES(4,'2026-11-30T12:00:00Z');
INSERT INTO schema_version VALUES(5,'2026-11-30T12:00:00Z');
CREATE TABLE project (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    kind       TEXT NOT NULL CHECK (kind IN ('mammography', 'fundus', 'other')),
    created_at TEXT NOT NULL
);
INSERT INTO project VALUES(1,'mammography','2026-11-21T01:14:30Z');
CREATE TABLE cases (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    patient     TEXT NOT NULL UNIQUE,
    imported_at TEXT NOT NULL
, alias_of TEXT REFERENCES cases (id), alias_kind TEXT CHECK (alias_kind IN ('repeat', 'first')), cycle INTEGER NOT NULL DEFAULT 1);
INSERT INTO cases VALUES(1,'C-0001','patient-1','2026-11-21T01:14:30Z',NULL,NULL,1);
INSERT INTO cases VALUES(2,'C-0002','patient-2','2026-11-21T01:14:30Z',NULL,NULL,1);
CREATE TABLE images (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    case_id    TEXT NOT NULL REFERENCES cases (id),
    media_type TEXT NOT NULL,
    study      TEXT NOT NULL,
    attributes TEXT NOT NULL,
    added_at   TEXT NOT NULL
);
INSERT INTO images VALUES(1,'9bc365f2514351337f5a124f26bf21920fd03bb21c634fa94756d22a893a7cd5','C-0001','image/png','study of patient-1','{"columnTowards":"","exifOrientation":1,"field":"","frames":1,"height":100,"kind":"mammography","laterality":"L","manufacturer":"Concord synthetic","modality":"","model":"","photometric":"","presentationIntent":"","rowTowards":"","spacing":{"column":0.07,"row":0.07,"source":"imager-pixel-spacing"},"transferSyntax":"","view":"MLO","warnings":["laterality is missing"],"width":100}','2026-11-21T01:14:30Z');
INSERT INTO images VALUES(2,'c7a0936ce6beb227cf1eaec112bd70321500eb3c81c8058f45095c2b05b1af8a','C-0002','image/png','study of patient-2','{"columnTowards":"","exifOrientation":1,"field":"","frames":1,"height":100,"kind":"mammography","laterality":"","manufacturer":"","modality":"","model":"","photometric":"","presentationIntent":"","rowTowards":"","spacing":null,"transferSyntax":"","view":"","warnings":[],"width":100}','2026-11-21T01:14:30Z');
CREATE TABLE sources (
    digest   TEXT PRIMARY KEY,
    image_id TEXT NOT NULL REFERENCES images (id)
) WITHOUT ROWID;
INSERT INTO sources VALUES('source-1','9bc365f2514351337f5a124f26bf21920fd03bb21c634fa94756d22a893a7cd5');
CREATE TABLE clinical (
    patient TEXT PRIMARY KEY,
    fields  TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO clinical VALUES('patient-1','{"age":"52","birads":"4"}');
CREATE TABLE assignments (
    case_id   TEXT NOT NULL REFERENCES cases (id),
    slot      INTEGER NOT NULL CHECK (slot IN (0, 1)),
    reader    TEXT NOT NULL,
    opened_at TEXT, round INTEGER NOT NULL DEFAULT 1, position INTEGER NOT NULL DEFAULT 0, right_first INTEGER NOT NULL DEFAULT 1, active_ms BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (case_id, slot),
    UNIQUE (case_id, reader)
) WITHOUT ROWID;
INSERT INTO assignments VALUES('C-0001',0,'A','2026-11-21T01:14:30Z',1,0,1,0);
INSERT INTO assignments VALUES('C-0001',1,'B',NULL,1,0,1,0);
CREATE TABLE decisions (
    seq         INTEGER PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    adjudicator TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('a', 'b', 'redrawn', 'exclude')),
    reason      TEXT,
    json        TEXT NOT NULL,
    CHECK ((verdict = 'exclude') = (reason IS NOT NULL))
);
INSERT INTO decisions VALUES(1,'C-0001','C','a',NULL,'{"adjudicator":"C","case":"C-0001","comment":"biopsy proves it","decidedAt":"2026-11-21T01:14:30Z","schema":"concord-decision-1","verdict":"a"}');
CREATE TABLE exclusions (
    seq         INTEGER PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    reason      TEXT NOT NULL,
    excluded_at TEXT NOT NULL
);
CREATE TABLE versions (
    name            TEXT PRIMARY KEY,
    manifest_sha256 TEXT NOT NULL,
    created_at      TEXT NOT NULL
, audit_seq BIGINT, audit_hash TEXT);
INSERT INTO versions VALUES('v1','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','2026-11-21T01:14:30Z',NULL,NULL);
CREATE TABLE audit (
    seq    INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    actor  TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
, hash TEXT);
INSERT INTO audit VALUES(1,'2026-11-21T01:14:30Z','','assign C-0001','A, B','6d3a97821b221b4ff40d3dae90ce9ff25dcde5342d19b68c56efd100a52269f5');
INSERT INTO audit VALUES(2,'2026-11-21T01:14:30Z','A','open C-0001','','32eb65bc10c037fd3724d3a2f09cc17867f82f171cc2e55fd49af2228a63b52b');
INSERT INTO audit VALUES(3,'2026-11-21T01:14:30Z','A','submit C-0001','reading d4b77e98f425fe821e2a4d9e1a6ebf741cc9f97a7421fe43c376afed591d1d23','65c8845f01d6611f8ad817b78af71732821d41e3aece68b5a61bdc7da12554f1');
INSERT INTO audit VALUES(4,'2026-11-21T01:14:30Z','B','submit C-0001','reading c0fed97192139961f88488657fac158922c2e28c3e6f8301ef2847756a4ae238','c82d562612f1659ddf2f19208680caf516ae38e967ad3673fc2a9467c3dff678');
INSERT INTO audit VALUES(5,'2026-11-21T01:14:30Z','','compare C-0001','disagree','2fca70f2126246dda2063983e503c47de17a887e49b91a061c0422d6876bfb71');
INSERT INTO audit VALUES(6,'2026-11-21T01:14:30Z','C','decide C-0001','a','30e0505f6716114461aad34070947ea33a085533d1b53ae72945a84bd4a98ada');
INSERT INTO audit VALUES(7,'2026-11-21T01:14:30Z','','freeze v1','manifest aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','88734ebf2c826fb4e792bc16167abc85df3aa877e84adddd24af71fb18ea0caa');
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
INSERT INTO readings VALUES('d4b77e98f425fe821e2a4d9e1a6ebf741cc9f97a7421fe43c376afed591d1d23','C-0001','A',1,NULL,'2026-11-21T01:14:30Z',NULL,'{"answers":{"assessment":"4"},"case":"C-0001","findings":[{"attributes":{"shape":"irregular"},"id":"L1","image":"9bc365f2514351337f5a124f26bf21920fd03bb21c634fa94756d22a893a7cd5","label":"mass","outline":[[10,10],[30.5,10],[30.5,30.5],[10,30.5]]}],"id":"d4b77e98f425fe821e2a4d9e1a6ebf741cc9f97a7421fe43c376afed591d1d23","reader":"A","schema":"concord-reading-1","submittedAt":"2026-11-21T01:14:30Z"}','d4b77e98f425fe821e2a4d9e1a6ebf741cc9f97a7421fe43c376afed591d1d23');
INSERT INTO readings VALUES('c0fed97192139961f88488657fac158922c2e28c3e6f8301ef2847756a4ae238','C-0001','B',1,NULL,'2026-11-21T01:14:30Z',NULL,'{"answers":{"assessment":"2"},"case":"C-0001","findings":[],"id":"c0fed97192139961f88488657fac158922c2e28c3e6f8301ef2847756a4ae238","reader":"B","schema":"concord-reading-1","submittedAt":"2026-11-21T01:14:30Z"}','c0fed97192139961f88488657fac158922c2e28c3e6f8301ef2847756a4ae238');
CREATE TABLE comparisons (
    case_id   TEXT PRIMARY KEY REFERENCES cases (id),
    reading_a TEXT NOT NULL REFERENCES readings (id),
    reading_b TEXT NOT NULL REFERENCES readings (id),
    agreement TEXT NOT NULL CHECK (agreement IN ('agree', 'partial', 'disagree')),
    json      TEXT NOT NULL
);
INSERT INTO comparisons VALUES('C-0001','d4b77e98f425fe821e2a4d9e1a6ebf741cc9f97a7421fe43c376afed591d1d23','c0fed97192139961f88488657fac158922c2e28c3e6f8301ef2847756a4ae238','disagree','{"a":"d4b77e98f425fe821e2a4d9e1a6ebf741cc9f97a7421fe43c376afed591d1d23","agreement":"disagree","answers":[{"a":"4","b":"2","key":"assessment","major":true}],"b":"c0fed97192139961f88488657fac158922c2e28c3e6f8301ef2847756a4ae238","case":"C-0001","lesions":[{"a":"L1","dice":0,"image":"9bc365f2514351337f5a124f26bf21920fd03bb21c634fa94756d22a893a7cd5","iou":0,"match":"missed-by-b"}],"rules":{"agreeIou":0.5,"partialIou":0.1},"schema":"concord-comparison-1"}');
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE earlier_comparisons (
    seq       INTEGER PRIMARY KEY,
    case_id   TEXT NOT NULL REFERENCES cases (id),
    cycle     INTEGER NOT NULL,
    agreement TEXT NOT NULL,
    json      TEXT NOT NULL
);
CREATE TABLE cross_checks (
    case_id   TEXT NOT NULL REFERENCES cases (id),
    cycle     INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    closed_at TEXT,
    PRIMARY KEY (case_id, cycle)
);
INSERT INTO cross_checks VALUES('C-0001',1,'2026-11-30T12:05:00Z','lead','2026-11-30T12:20:00Z');
CREATE TABLE statements (
    case_id TEXT NOT NULL,
    cycle   INTEGER NOT NULL,
    reader  TEXT NOT NULL,
    amended INTEGER NOT NULL CHECK (amended IN (0, 1)),
    reason  TEXT NOT NULL,
    said_at TEXT NOT NULL,
    PRIMARY KEY (case_id, cycle, reader),
    FOREIGN KEY (case_id, cycle) REFERENCES cross_checks (case_id, cycle)
);
INSERT INTO statements VALUES('C-0001',1,'A',0,'the margin is spiculated','2026-11-30T12:10:00Z');
INSERT INTO statements VALUES('C-0001',1,'B',0,'','2026-11-30T12:15:00Z');
CREATE TABLE reopenings (
    case_id       TEXT NOT NULL REFERENCES cases (id),
    cycle         INTEGER NOT NULL,
    reopened_at   TEXT NOT NULL,
    reopened_by   TEXT NOT NULL,
    reader        TEXT,
    reason        TEXT NOT NULL,
    decision_mark BIGINT NOT NULL,
    exclusion_mark BIGINT NOT NULL,
    PRIMARY KEY (case_id, cycle)
);
CREATE TABLE inspection_samples (
    sample     INTEGER PRIMARY KEY,
    drawn_at   TEXT NOT NULL,
    drawn_by   TEXT NOT NULL,
    seed       TEXT NOT NULL,
    population INTEGER NOT NULL,
    size       INTEGER NOT NULL
);
CREATE TABLE sampled_cases (
    sample  INTEGER NOT NULL REFERENCES inspection_samples (sample),
    case_id TEXT NOT NULL REFERENCES cases (id),
    PRIMARY KEY (sample, case_id)
);
CREATE TABLE inspections (
    seq          INTEGER PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES cases (id),
    cycle        INTEGER NOT NULL,
    step         TEXT NOT NULL CHECK (step IN ('peer', 'manager', 'audit')),
    inspector    TEXT NOT NULL,
    passed       INTEGER NOT NULL CHECK (passed IN (0, 1)),
    reason       TEXT NOT NULL,
    sample       INTEGER REFERENCES inspection_samples (sample),
    inspected_at TEXT NOT NULL
);
CREATE TABLE claims (
    case_id     TEXT NOT NULL REFERENCES cases (id),
    purpose     TEXT NOT NULL,
    holder      TEXT NOT NULL,
    workstation TEXT NOT NULL,
    taken_at    TEXT NOT NULL,
    seen_at     TEXT NOT NULL, -- when its program last said that it is alive
    token       TEXT NOT NULL,
    PRIMARY KEY (case_id, purpose)
) WITHOUT ROWID;
INSERT INTO claims VALUES('C-0002','reading A','A','room 1','2026-11-30T12:30:00Z','2026-11-30T12:31:00Z','0123456789abcdef');
CREATE INDEX images_of_case ON images (case_id);
CREATE INDEX decisions_of_case ON decisions (case_id, seq);
CREATE INDEX exclusions_of_case ON exclusions (case_id, seq);
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
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit trail is not shortened'); END;
CREATE TRIGGER audit_once BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN SELECT raise(ABORT, 'the audit trail is not rewritten'); END;
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
CREATE INDEX aliases_of_case ON cases (alias_of);
CREATE INDEX assignments_of_reader ON assignments (reader, position);
CREATE INDEX readings_of_case ON readings (case_id, round);
CREATE INDEX earlier_comparisons_of_case ON earlier_comparisons (case_id, seq);
CREATE INDEX inspections_of_case ON inspections (case_id, cycle, seq);
CREATE VIEW latest_decisions
AS SELECT * FROM decisions d
WHERE d.seq = (SELECT max(seq) FROM decisions WHERE case_id = d.case_id)
  AND d.seq > coalesce((SELECT max(decision_mark) FROM reopenings WHERE case_id = d.case_id), 0);
CREATE VIEW counted_readings
AS SELECT r.* FROM readings r
JOIN assignments a ON a.case_id = r.case_id AND a.reader = r.reader AND a.round = r.round;
CREATE VIEW complete_cases AS
SELECT c.id AS case_id FROM cases c
JOIN (SELECT r.case_id FROM readings r
      JOIN assignments a ON a.case_id = r.case_id AND a.reader = r.reader AND a.round = r.round
      GROUP BY r.case_id HAVING count(*) >= 2) AS both_in
  ON both_in.case_id = coalesce(c.alias_of, c.id);
CREATE VIEW released_cases AS
SELECT r.case_id FROM readings r
JOIN assignments a ON a.case_id = r.case_id AND a.reader = r.reader AND a.round = r.round
GROUP BY r.case_id HAVING count(r.json) >= 2;
CREATE VIEW waiting_cases
AS SELECT f.alias_of AS case_id FROM cases f
WHERE f.alias_kind = 'first'
  AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.case_id = f.id);
CREATE VIEW case_list
AS SELECT
    facts.*,
    CASE
        WHEN exclusion IS NOT NULL THEN 'excluded'
        WHEN verdict IS NOT NULL OR agreement = 'agree' THEN 'settled'
        WHEN agreement IS NOT NULL AND cross_checking > 0 THEN 'cross-check'
        WHEN agreement IS NOT NULL THEN 'needs-adjudication'
        WHEN reading_count = 2 OR (alias_of IS NOT NULL AND reading_count = 1) THEN 'submitted'
        WHEN reading_count > 0 OR opened_count > 0 THEN 'in-reading'
        WHEN reader_count > 0 THEN 'assigned'
        ELSE 'new'
    END AS state
FROM (
    SELECT
        c.number,
        c.id,
        c.patient,
        c.alias_of,
        c.alias_kind,
        c.cycle,
        (SELECT count(*) FROM images WHERE case_id = coalesce(c.alias_of, c.id)) AS image_count,
        (SELECT count(*) FROM assignments WHERE case_id = c.id) AS reader_count,
        (SELECT count(opened_at) FROM assignments WHERE case_id = c.id) AS opened_count,
        (SELECT count(*) FROM counted_readings WHERE case_id = c.id) AS reading_count,
        (SELECT count(*) FROM counted_readings
         WHERE case_id = c.id AND json IS NOT NULL) AS released_count,
        (SELECT agreement FROM comparisons WHERE case_id = c.id) AS agreement,
        (SELECT count(*) FROM cross_checks x
         WHERE x.case_id = c.id AND x.cycle = c.cycle AND x.closed_at IS NULL) AS cross_checking,
        (SELECT verdict FROM latest_decisions WHERE case_id = c.id) AS verdict,
        coalesce(
            (SELECT reason FROM exclusions e WHERE e.case_id = c.id
              AND e.seq > coalesce((SELECT max(exclusion_mark) FROM reopenings
                                    WHERE case_id = c.id), 0) ORDER BY seq DESC LIMIT 1),
            (SELECT reason FROM latest_decisions WHERE case_id = c.id)) AS exclusion
    FROM cases c
) AS facts;
CREATE TRIGGER statements_stay BEFORE UPDATE ON statements
BEGIN SELECT raise(ABORT, 'a statement does not change'); END;
CREATE TRIGGER statements_remain BEFORE DELETE ON statements
BEGIN SELECT raise(ABORT, 'a statement is not deleted'); END;
CREATE TRIGGER statements_once BEFORE INSERT ON statements
WHEN EXISTS (SELECT 1 FROM statements
             WHERE case_id = NEW.case_id AND cycle = NEW.cycle AND reader = NEW.reader)
BEGIN SELECT raise(ABORT, 'a statement is made once'); END;
CREATE TRIGGER reopenings_stay BEFORE UPDATE ON reopenings
BEGIN SELECT raise(ABORT, 'a reopening does not change'); END;
CREATE TRIGGER reopenings_remain BEFORE DELETE ON reopenings
BEGIN SELECT raise(ABORT, 'a reopening is not deleted'); END;
CREATE TRIGGER inspections_stay BEFORE UPDATE ON inspections
BEGIN SELECT raise(ABORT, 'an inspection does not change'); END;
CREATE TRIGGER inspections_remain BEFORE DELETE ON inspections
BEGIN SELECT raise(ABORT, 'an inspection is not deleted'); END;
CREATE TRIGGER inspections_once BEFORE INSERT ON inspections
WHEN EXISTS (SELECT 1 FROM inspections WHERE seq = NEW.seq)
BEGIN SELECT raise(ABORT, 'an inspection is not replaced'); END;
CREATE TRIGGER earlier_comparisons_stay BEFORE UPDATE ON earlier_comparisons
BEGIN SELECT raise(ABORT, 'an earlier comparison does not change'); END;
CREATE TRIGGER earlier_comparisons_remain BEFORE DELETE ON earlier_comparisons
BEGIN SELECT raise(ABORT, 'an earlier comparison is not deleted'); END;
COMMIT;
