/**
 * Search by parts of numbers: what stands at a place of a NIK or No KK, instead of digits anywhere, and the regions people
 * are in. The two tables come back empty: without `derivedVersion` the register's lists and search are derived anew when
 * the office is opened.
 */
export const migration0007 = {
  name: '0007-finding',
  sql: `
DROP TABLE nikSearch;
DROP TABLE noKkSearch;
CREATE VIRTUAL TABLE nikSearch USING fts5(nik, content='', contentless_delete=1, tokenize='ascii', detail=none);
CREATE VIRTUAL TABLE noKkSearch USING fts5(noKk, content='', contentless_delete=1, tokenize='ascii', detail=none);
INSERT OR IGNORE INTO meta (key, value) SELECT 'derivedVersion', '1' WHERE NOT EXISTS (SELECT 1 FROM family);
`,
} as const;
