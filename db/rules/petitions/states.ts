/** TEPAT.jenisUsulanWarga. */
export const petitionKind = { usulan: 1, sanggah: 2 } as const;
/** TEPAT.statusUsulan: the first five, `done` and `rejected` are set by the office that owns a petition, the others by offices above it. */
export const petitionState = {
  draft: 1, submitted: 2, verified: 3, discussed: 4, approved: 5, sent: 6, atDistrict: 7, atCity: 8, forwarded: 9, done: 10, rejected: 11, returned: 12,
} as const;
/** TEPAT.hasilUsulan. */
export const petitionResult = { worthy: 1, unworthy: 2, mend: 3, accepted: 4, refused: 5, postponed: 6, granted: 7, denied: 8 } as const;
/** TEPAT.pokokUsulan whose acceptance takes somebody off a list. */
export const objectionUnworthy = 11;
export const objectionGone = 12;

/** Whether a subject belongs to a kind: sanggah begin at 11. */
export function subjectFits(kind: number, subject: number): boolean {
  return (subject > 10) === (kind === petitionKind.sanggah);
}

/** What an office above may answer, and the state and result that it stands for. */
export const answers = {
  received: { city: petitionState.atCity, district: petitionState.atDistrict, result: null },
  forwarded: { city: petitionState.forwarded, district: null, result: null },
  granted: { city: petitionState.done, district: null, result: petitionResult.granted },
  denied: { city: petitionState.rejected, district: petitionState.rejected, result: petitionResult.denied },
  returned: { city: petitionState.returned, district: petitionState.returned, result: null },
} as const;
export type AnswerKind = keyof typeof answers;
export const answerKinds = Object.keys(answers) as readonly AnswerKind[];

/** Where a petition stands with everybody, as it is said. */
export const standings = [
  'draft', 'submitted', 'worthy', 'unworthy', 'mend', 'accepted', 'postponed', 'approved', 'sent', 'atDistrict', 'atCity', 'forwarded', 'returned', 'granted', 'denied', 'refused', 'done', 'voided',
] as const;
export type Standing = (typeof standings)[number];

/** What has to be done next about it, by the office that owns it or by those above. */
export const waits = ['submit', 'verify', 'mend', 'discuss', 'approve', 'answer', 'tell', 'none'] as const;
export type Wait = (typeof waits)[number];

/** A step of an office above. */
export interface AnswerStep {
  readonly level: 'city' | 'district';
  readonly round: number;
  readonly state: number;
}

/** What decides where a petition stands. */
export interface PetitionFacts {
  readonly state: number;
  readonly result: number | null;
  readonly round: number;
  readonly voided: boolean;
  readonly told: boolean;
  /** Answers of offices above in the order they were given. */
  readonly answers: readonly AnswerStep[];
  /** Whether it left after it was approved, and who of those above acknowledged that. */
  readonly sent: boolean;
  readonly acknowledged: readonly ('city' | 'district')[];
}

/** Where a petition stands, and what is to be done next. */
export function standingOf(facts: PetitionFacts): { readonly standing: Standing; readonly wait: Wait } {
  const own = ownStanding(facts);
  if (own !== null) return own;
  const above = answeredBy(facts);
  if (above !== null) return above;
  const [city, district] = [facts.acknowledged.includes('city'), facts.acknowledged.includes('district')];
  return { standing: city ? 'atCity' : district ? 'atDistrict' : facts.sent ? 'sent' : 'approved', wait: 'answer' };
}

/** As long as it has not left, or once it is closed, the office that owns it says how it stands. */
function ownStanding({ state, result, voided, told }: PetitionFacts): ReturnType<typeof standingOf> | null {
  if (voided) return { standing: 'voided', wait: 'none' };
  switch (state) {
    case petitionState.submitted:
      return { standing: 'submitted', wait: 'verify' };
    case petitionState.verified:
      if (result === petitionResult.mend) return { standing: 'mend', wait: 'mend' };
      return { standing: result === petitionResult.unworthy ? 'unworthy' : 'worthy', wait: 'discuss' };
    case petitionState.discussed:
      return result === petitionResult.postponed ? { standing: 'postponed', wait: 'discuss' } : { standing: 'accepted', wait: 'approve' };
    case petitionState.approved:
      return null;
    case petitionState.done:
      return { standing: result === petitionResult.granted ? 'granted' : 'done', wait: told ? 'none' : 'tell' };
    case petitionState.rejected:
      return { standing: result === petitionResult.denied ? 'denied' : 'refused', wait: told ? 'none' : 'tell' };
    default:
      return { standing: 'draft', wait: 'submit' };
  }
}

const final: Readonly<Record<number, Standing>> = { [petitionState.done]: 'granted', [petitionState.rejected]: 'denied' };
const underway: Readonly<Record<number, Standing>> = { [petitionState.atDistrict]: 'atDistrict', [petitionState.atCity]: 'atCity', [petitionState.forwarded]: 'forwarded' };

/** The last word of the city counts, else that of the kecamatan, of this handing in only. */
function answeredBy({ answers: all, round, told }: PetitionFacts): ReturnType<typeof standingOf> | null {
  const mine = all.filter((one) => one.round === round);
  const last = mine.findLast((one) => one.level === 'city') ?? mine.findLast((one) => one.level === 'district');
  if (last === undefined) return null;
  if (last.state === petitionState.returned) return { standing: 'returned', wait: 'mend' };
  const closed = final[last.state];
  if (closed !== undefined) return { standing: closed, wait: told ? 'none' : 'tell' };
  return { standing: underway[last.state] ?? 'sent', wait: 'answer' };
}

/** Whether a standing is one that nobody has to do anything about any more. */
export function isClosed(standing: Standing): boolean {
  return standing === 'granted' || standing === 'denied' || standing === 'refused' || standing === 'done' || standing === 'voided';
}
