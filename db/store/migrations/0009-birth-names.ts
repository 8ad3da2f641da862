/** Who was born on a day, with their names in the index itself: while somebody is typed, only the likeliest of a day are read. */
export const migration0009 = {
  name: '0009-birth-names',
  sql: `
DROP INDEX person_birth;
CREATE INDEX person_birth ON person (birthDate, sex, name);
`,
} as const;
