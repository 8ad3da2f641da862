import { ageOn } from '../dates.ts';
import { fieldDef } from '../entities.ts';
import type { FieldValue } from '../field.ts';
import { isAnswered } from '../form/condition.ts';
import { codeIn } from '../lists.ts';
import { isDesa, isInside, regionLevel } from '../region-code.ts';

/** "Tidak tahu" among answers that are sums of ticked codes. */
export const dontKnow = 99;

/** A fact that a test looked at, and whether it was as asked; null when it cannot be told. */
export interface AidReason {
  readonly what: 'desil' | 'need' | 'answer' | 'place' | 'receives' | 'age' | 'recipient' | 'someone';
  readonly holds: boolean | null;
  /** Whose fact it is, where it is a person's. */
  readonly person: string | null;
  /** The field of an answer, the name of a need. */
  readonly field: string | null;
  readonly value: string | number | null;
  readonly from: number | null;
  readonly to: number | null;
  /** Programmes received, codes asked for. */
  readonly list: readonly (string | number)[];
}

const none: readonly (string | number)[] = [];

/** What each test of one fact says of it, the same for a family's object and for columns. */
export const aidReasons = {
  desil: (asked: { from?: number; to?: number; source?: number }, value: number | null): AidReason => ({
    what: 'desil', person: null, field: null, value, from: asked.from ?? null, to: asked.to ?? null, list: asked.source === undefined ? none : [asked.source], holds: value === null ? null : within(value, asked),
  }),
  need: (need: string, needs: readonly string[]): AidReason => ({ what: 'need', person: null, field: need || null, value: null, from: null, to: null, list: needs, holds: need === '' ? needs.length > 0 : needs.includes(need) }),
  inside: (areas: readonly string[], region: string | null): AidReason => ({ what: 'place', person: null, field: null, value: region, from: null, to: null, list: areas, holds: region === null ? null : areas.some((area) => isInside(region, area)) }),
  desa: (desa: boolean, region: string | null): AidReason => ({ what: 'place', person: null, field: null, value: region, from: null, to: null, list: none, holds: region === null || regionLevel(region) !== 'kelurahan' ? null : isDesa(region) === desa }),
  answer: answerReason,
  /** By a day of birth that the calendar has. */
  age(asked: { from?: number; to?: number }, birth: string | null, date: string, person: string): AidReason {
    const age = birth === null ? null : ageOn(birth, date);
    return { what: 'age', person, field: null, value: age, from: asked.from ?? null, to: asked.to ?? null, list: none, holds: age === null ? null : within(age, asked) };
  },
  receives: (names: readonly string[], person: string | null): AidReason => ({ what: 'receives', person, field: null, value: null, from: null, to: null, list: [...new Set(names)], holds: names.length > 0 }),
  /** Of a rule about who receives, where the family does. */
  recipient: (): AidReason => ({ what: 'recipient', person: null, field: null, value: null, from: null, to: null, list: none, holds: null }),
  someone: (holds: false | null): AidReason => ({ what: 'someone', person: null, field: null, value: null, from: null, to: null, list: none, holds }),
} as const;

function answerReason(entity: 'family' | 'person', asked: { field: string; in: readonly number[] }, value: FieldValue | undefined, person: string | null): AidReason {
  const field = fieldDef(entity, asked.field);
  const said = (known: number | null, holds: boolean | null): AidReason => ({ what: 'answer', person, field: asked.field, value: known, from: null, to: null, list: asked.in, holds });
  if (!isAnswered(value) || !field) return said(null, null);
  if (field.kind === 'bits' || field.kind === 'flag' || field.kind === 'int') {
    const number = typeof value === 'number' && !(field.kind === 'bits' && value === dontKnow) ? value : null;
    return said(number, number === null ? null : asked.in.some((code) => (field.kind === 'bits' && code > 0 ? (number & code) === code : number === code)));
  }
  const code = codeIn(field.list ?? '', value);
  return said(code, code === null ? null : asked.in.includes(code));
}

function within(value: number, { from = 0, to = Infinity }: { from?: number; to?: number }): boolean {
  return value >= from && value <= to;
}
