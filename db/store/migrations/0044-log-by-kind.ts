/**
 * The log by record in two: makings, which an import writes by the million and nobody touches again, and changes. A change then stands
 * among changes; among the makings it took a page of its own in a large register. All that is asked of a making stands in its index.
 */
export const migration0044 = {
  name: '0044-log-by-kind',
  sql: `
CREATE INDEX change_made ON change (entity, record, tx) WHERE field = 0;
CREATE INDEX change_field ON change (entity, record, field, tx) WHERE field > 0;
DROP INDEX change_record;
`,
} as const;
