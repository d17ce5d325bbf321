-- Who has a case in hand, so that two people do not do the same work. Not a record: rows go.
-- A purpose is one piece of work ("reading kim", "adjudication"); two purposes do not collide.
CREATE TABLE claims (
    case_id     TEXT NOT NULL REFERENCES cases (id),
    purpose     TEXT NOT NULL,
    holder      TEXT NOT NULL,
    workstation TEXT NOT NULL,
    taken_at    TEXT NOT NULL,
    seen_at     TEXT NOT NULL, -- when its program last said that it is alive
    token       TEXT NOT NULL,
    PRIMARY KEY (case_id, purpose)
--[sqlite
) WITHOUT ROWID;
--]
--[postgresql
);
--]

--[postgresql
-- That somebody else reads a case is not for its other reader to know.
CREATE POLICY held ON claims FOR ALL
USING (holder = (SELECT me()) OR (SELECT sees_all_cases())) WITH CHECK (holder = (SELECT me()));
--]
