/**
 * Which of what a decision rests on was told together with it and is none: it is in no line of its own here, and whoever did not
 * know it decided something else, also where this office tells of the decision.
 */
export const migration0054 = {
  name: '0054-edits-told-with-decisions',
  sql: 'ALTER TABLE seen ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;',
} as const;
