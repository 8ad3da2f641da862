/** What a rule of aid said before its present version stays with it, so that a list of an earlier day goes by what held then. */
export const migration0045 = {
  name: '0045-versions-of-rules',
  sql: 'ALTER TABLE aidRule ADD COLUMN earlier TEXT;',
} as const;
