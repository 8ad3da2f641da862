import type { FieldValue, FieldValues } from '../field.ts';

/** What the matching engine looks at in one person; everything may be missing. */
export interface MatchPerson {
  readonly name: string | null;
  readonly nik: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  /** 1 male, 2 female. */
  readonly sex: number | null;
  readonly birthPlace: string | null;
  readonly fatherName: string | null;
  readonly motherName: string | null;
  /** The family's id in the register, when it is there. */
  readonly family: string | null;
  readonly noKk: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
}

/** A person of the register, a form or a file, with the family it belongs to, as the engine takes it. */
export function toMatchPerson(person: FieldValues, family: FieldValues = {}, familyUid: string | null = null): MatchPerson {
  return {
    name: text(person.name), nik: text(person.nik), birthDate: text(person.birthDate), sex: typeof person.sex === 'number' ? person.sex : null,
    birthPlace: text(person.birthPlace), fatherName: text(person.fatherName), motherName: text(person.motherName),
    family: familyUid ?? text(person.family), noKk: text(family.noKk), address: text(family.address), rt: text(family.rt), rw: text(family.rw),
  };
}

function text(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
