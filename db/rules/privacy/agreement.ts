/** The forms in which a list leaves: for the office itself, or for outsiders under an agreement. */
export const profiles = ['internal', 'masked', 'aggregate'] as const;
export type Profile = (typeof profiles)[number];

/** The fields that a masked list may hold. Never among them: No KK, health, income, anything of a child. */
export const maskedFields = ['name', 'rtRw', 'nik', 'address', 'region', 'programme', 'status', 'start'] as const;
export type MaskedField = (typeof maskedFields)[number];

/** What a masked list holds unless the agreement says otherwise (domain reference PTK-8). */
export const usualFields: readonly MaskedField[] = ['name', 'rtRw', 'nik'];

/** By what counts for outsiders are given. Not by RW as well: RT and RW of one kelurahan could be subtracted from each other. */
export const countLevels = ['rt', 'region'] as const;
export type CountLevel = (typeof countLevels)[number];

/** Kinds of partner: codes of TEPAT.jenisPemilik outside government. */
export const partnerKinds: readonly number[] = [6, 7, 11, 12, 14, 15, 13, 9, 10];

/** What decides whether an agreement holds on a day. */
export interface Term {
  readonly from: string | null;
  readonly until: string | null;
  readonly endedOn: string | null;
}

/** Whether an agreement is in force on a day, and why not. It holds on its first and its last day, and not on the day that it was ended. */
export function termOn({ from, until, endedOn }: Term, day: string): 'inForce' | 'notYet' | 'expired' | 'ended' {
  if (endedOn !== null && day >= endedOn) return 'ended';
  if (until === null || day > until) return 'expired';
  return from !== null && day < from ? 'notYet' : 'inForce';
}
