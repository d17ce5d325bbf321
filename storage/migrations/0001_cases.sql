-- What was imported: patients as cases, their images, what the record says of them.
-- No column here may identify anybody: patient and study are keyed pseudonyms.

CREATE TABLE schema_version (
    version    INTEGER PRIMARY KEY,
    applied_at TEXT NOT NULL
);

CREATE TABLE project (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    kind       TEXT NOT NULL CHECK (kind IN ('mammography', 'fundus', 'other')),
    created_at TEXT NOT NULL
);

CREATE TABLE cases (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    patient     TEXT NOT NULL UNIQUE,
    imported_at TEXT NOT NULL
);

-- The bytes lie in images/ab/<id>, where id is their SHA-256.
CREATE TABLE images (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    case_id    TEXT NOT NULL REFERENCES cases (id),
    media_type TEXT NOT NULL,
    study      TEXT NOT NULL,
    attributes TEXT NOT NULL,
    added_at   TEXT NOT NULL
);
CREATE INDEX images_of_case ON images (case_id);

-- Keyed digests of the files that images came from; several may lead to the same image.
CREATE TABLE sources (
    digest   TEXT PRIMARY KEY,
    image_id TEXT NOT NULL REFERENCES images (id)
) WITHOUT ROWID;

-- Not bound to cases: the table of a hospital may arrive before its pictures.
CREATE TABLE clinical (
    patient TEXT PRIMARY KEY,
    fields  TEXT NOT NULL
) WITHOUT ROWID;
