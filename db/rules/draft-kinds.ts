/** The `kind` of a draft: what was being typed. */
export const draftKinds = {
  /** A family of the register, or a new one. */
  family: 'family',
  /** A birth or an arrival. */
  event: 'family-event',
  /** A usulan or sanggah. */
  petition: 'petition',
} as const;
