import { fieldDef } from '../../../db/rules/entities.ts';
import type { Condition } from '../../../db/rules/form/condition.ts';
import type { NeedPart } from '../../../db/rules/needs/need-rule.ts';

export const partKinds = ['answer', 'everyone', 'someone', 'area'] as const;
export type PartKind = (typeof partKinds)[number];

/** A part of a rule as its form holds it. `whole` is one that the form cannot show: it is kept as it is. */
export interface PartDraft {
  readonly kind: PartKind;
  readonly field: string;
  readonly unfit: readonly number[];
  readonly fit: readonly number[];
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly below: number;
  readonly optional: boolean;
  /** Codes of older lists, which the form does not show. */
  readonly older: Readonly<Record<string, readonly number[]>>;
  readonly whole: NeedPart | null;
}

const usualBelow = 7.2;
export const emptyPart: PartDraft = { kind: 'answer', field: '', unfit: [], fit: [], ageFrom: null, ageTo: null, below: usualBelow, optional: false, older: {}, whole: null };

/** A stored part for the form. */
export function draftOfPart(part: NeedPart): PartDraft {
  const base = { ...emptyPart, optional: part.optional === true };
  if (part.kind === 'area') return { ...base, kind: 'area', below: part.below };
  if (part.kind === 'answer') {
    const { [listOf('family', part.field)]: unfit = [], ...older } = part.unfit;
    return { ...base, field: part.field, unfit, older };
  }
  if (part.kind === 'family') return { ...base, field: part.field, whole: part };
  const [age, fit, unfit] = [ageOf(part.among), codesOf(part.fit, part.field), codesOf(part.unfit, part.field)];
  if (age === null || fit === null || unfit === null) return { ...base, kind: part.kind, field: part.field, whole: part };
  return { ...base, kind: part.kind, field: part.field, fit, unfit, ...age };
}

/** The part that a draft says; null while something is missing. */
export function partOfDraft(draft: PartDraft): NeedPart | null {
  if (draft.whole) return draft.whole;
  const optional = draft.optional ? { optional: true as const } : {};
  if (draft.kind === 'area') return draft.below > 0 ? { kind: 'area', below: draft.below, ...optional } : null;
  if (draft.field === '' || draft.unfit.length === 0) return null;
  if (draft.kind === 'answer') return { kind: 'answer', field: draft.field, unfit: { [listOf('family', draft.field)]: [...draft.unfit], ...copied(draft.older) }, ...optional };
  if (draft.fit.length === 0) return null;
  const among: Condition = { ...(draft.ageFrom !== null && { ageFrom: draft.ageFrom }), ...(draft.ageTo !== null && { ageTo: draft.ageTo }) };
  return {
    kind: draft.kind, field: draft.field, among: draft.ageFrom === null && draft.ageTo === null ? { all: [] } : among,
    fit: { field: draft.field, in: [...draft.fit] }, unfit: { field: draft.field, in: [...draft.unfit] }, ...optional,
  };
}

/** The list that a question is answered from. */
export function listOf(entity: 'family' | 'person', field: string): string {
  return fieldDef(entity, field)?.list ?? '';
}

function copied(lists: PartDraft['older']): Record<string, number[]> {
  return Object.fromEntries(Object.entries(lists).map(([list, codes]) => [list, [...codes]]));
}

function ageOf(among: Condition): { ageFrom: number | null; ageTo: number | null } | null {
  if ('all' in among) return among.all.length === 0 ? { ageFrom: null, ageTo: null } : null;
  if ('any' in among || 'field' in among) return null;
  return { ageFrom: among.ageFrom ?? null, ageTo: among.ageTo ?? null };
}

function codesOf(condition: Condition, field: string): readonly number[] | null {
  return 'in' in condition && condition.field === field ? condition.in : null;
}
