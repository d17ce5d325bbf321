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
-- Who reads what, and since when, is the reader's and the coordinator's to know (decision 0117).
CREATE POLICY seen ON claims FOR SELECT
USING ((SELECT i_am('coordinator')) OR holder = (SELECT me())
       OR ((SELECT me()) IS NOT NULL AND purpose NOT LIKE 'reading %'));
-- Not for somebody else's reading: whether the key is taken would tell.
CREATE POLICY taken ON claims FOR INSERT
WITH CHECK (holder = (SELECT me()) AND (purpose NOT LIKE 'reading %' OR purpose = 'reading ' || (SELECT me())
                                        OR (SELECT i_am('coordinator'))));
CREATE POLICY taken_over ON claims FOR UPDATE
USING ((SELECT i_am('coordinator')) OR holder = (SELECT me())
       OR ((SELECT me()) IS NOT NULL AND purpose NOT LIKE 'reading %'))
WITH CHECK (holder = (SELECT me()));
CREATE POLICY given_back ON claims FOR DELETE
USING ((SELECT i_am('coordinator')) OR holder = (SELECT me()));
--]
