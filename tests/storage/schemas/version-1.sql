PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version (
    version    INTEGER PRIMARY KEY,
    applied_at TEXT NOT NULL
);
INSERT INTO schema_version VALUES(1,'2026-11-21T01:14:30Z');
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
);
INSERT INTO cases VALUES(1,'C-0001','patient-1','2026-11-21T01:14:30Z');
INSERT INTO cases VALUES(2,'C-0002','patient-2','2026-11-21T01:14:30Z');
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
CREATE INDEX images_of_case ON images (case_id);
COMMIT;
