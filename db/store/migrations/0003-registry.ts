/**
 * What the register derives for lists and search. Not logged, and rebuilt from the records at any time
 * (`refreshDerived(office, 'all')`). The search tables hold no text of their own, only the index.
 */
export const migration0003 = {
  name: '0003-registry',
  sql: `
CREATE TABLE familySummary (
  family INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, noKk TEXT, head TEXT, headKey TEXT, headBirth TEXT,
  region TEXT, rw TEXT, rt TEXT, areaKey TEXT, address TEXT, addressKey TEXT, desil INTEGER, desilSource INTEGER,
  members INTEGER NOT NULL, needs TEXT NOT NULL, programmes TEXT NOT NULL, surveyDate TEXT, status INTEGER NOT NULL,
  active INTEGER NOT NULL, warnings INTEGER NOT NULL, changedTx INTEGER NOT NULL
) STRICT;
CREATE INDEX familySummary_head ON familySummary (headKey, family);
CREATE INDEX familySummary_address ON familySummary (addressKey, family);
CREATE INDEX familySummary_areaKey ON familySummary (areaKey, family);
CREATE INDEX familySummary_desil ON familySummary (desil, family);
CREATE INDEX familySummary_members ON familySummary (members, family);
CREATE INDEX familySummary_surveyDate ON familySummary (surveyDate, family);
CREATE INDEX familySummary_changed ON familySummary (changedTx, family);
CREATE INDEX familySummary_area ON familySummary (region, rw, rt);
CREATE INDEX familySummary_inactive ON familySummary (family) WHERE active = 0;
CREATE VIRTUAL TABLE personSearch USING fts5(
  name, key, area, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail=column
);
CREATE VIRTUAL TABLE addressSearch USING fts5(
  address, area, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail=column
);
CREATE VIRTUAL TABLE nikSearch USING fts5(nik, content='', contentless_delete=1, tokenize='trigram', detail=none);
CREATE VIRTUAL TABLE noKkSearch USING fts5(noKk, content='', contentless_delete=1, tokenize='trigram', detail=none);
CREATE VIRTUAL TABLE personWord USING fts5vocab('personSearch', 'col');
CREATE INDEX event_family ON event (family);
`,
} as const;
