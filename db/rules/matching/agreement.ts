/** What two people have to do with each other: `sure` is never wrong, `doubt` is a question to a clerk. */
export type MatchVerdict = 'sure' | 'doubt' | 'none';
export type MatchField = 'nik' | 'name' | 'birthDate' | 'sex' | 'birthPlace' | 'fatherName' | 'motherName' | 'noKk' | 'address' | 'rt';
export type AgreementKind = 'same' | 'alike' | 'differs' | 'missing';

/** How one field compares: the weight is in bits, positive speaks for one person. */
export interface Agreement {
  readonly field: MatchField;
  readonly kind: AgreementKind;
  readonly weight: number;
  /** `case` picks the sentence; `oneIn` says how rare the name is. */
  readonly params: Readonly<Record<string, string | number>>;
}
