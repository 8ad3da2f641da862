const anew = `DELETE FROM recapCell; DELETE FROM recapTotal; DELETE FROM recapPending; INSERT INTO recapPending (family, was) SELECT family, NULL FROM familySummary;`;

/**
 * A family that has only credit receives no aid (KPS-9): what recaps counted before is counted anew, and so it is whenever a
 * programme becomes credit, or is credit no more. Local, not logged, never sent.
 */
export const migration0049 = {
  name: '0049-credit-is-no-aid',
  sql: `
${anew.replaceAll('; ', ';\n')}
CREATE TRIGGER programme_credit_changed AFTER UPDATE OF form ON programme WHEN (OLD.form IS 4) <> (NEW.form IS 4) BEGIN ${anew} END;
`,
} as const;
