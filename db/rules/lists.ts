import type { CodedValue, FieldValue } from './field.ts';
import { aliases } from './lists/aliases.ts';
import { bdt2015 } from './lists/bdt-2015.ts';
import type { CodeList } from './lists/code-list.ts';
import { familyCard } from './lists/family-card.ts';
import { familyCardOccupation } from './lists/family-card-occupation.ts';
import { groupLists } from './lists/groups.ts';
import { mergedLabels, mergedVersion } from './lists/merged-labels.ts';
import { petitionLists } from './lists/petitions.ts';
import { ppls2011 } from './lists/ppls-2011.ts';
import { regsosekDwelling } from './lists/regsosek-dwelling.ts';
import { regsosekPerson } from './lists/regsosek-person.ts';
import { regsosekWork } from './lists/regsosek-work.ts';
import { tepat } from './lists/tepat.ts';
import { visitLists } from './lists/visits.ts';

/** Every code list this version knows. */
export const codeLists: readonly CodeList[] = [
  ...regsosekDwelling,
  ...regsosekPerson,
  ...regsosekWork,
  ...familyCard,
  ...familyCardOccupation,
  ...bdt2015,
  ...ppls2011,
  ...tepat,
  ...groupLists,
  ...visitLists,
  ...petitionLists,
];

interface Lookup {
  readonly list: CodeList;
  readonly labels: ReadonlyMap<number, string>;
  readonly codes: ReadonlyMap<string, number>;
  readonly merged: ReadonlyMap<string, readonly number[]>;
}

/** Labels seen lately: a file has a few hundred of them, a million times. */
const normalised = new Map<string, string>();
const MOST_LABELS = 5000;

/** Current version of each list; a list appears once until a second version of it exists. */
const lookups: ReadonlyMap<string, Lookup> = new Map(codeLists.map((list) => [list.name, buildLookup(list)]));

function buildLookup(list: CodeList): Lookup {
  const codes = new Map<string, number>();
  for (const [code, label] of list.codes) codes.set(normaliseLabel(label), code);
  for (const [code, spellings] of Object.entries(aliases[list.name] ?? {})) {
    for (const spelling of spellings) codes.set(normaliseLabel(spelling), Number(code));
  }
  return {
    list,
    labels: new Map(list.codes),
    codes,
    merged: new Map((mergedLabels[list.name] ?? []).map(([label, covers]) => [normaliseLabel(label), covers])),
  };
}

/**
 * A label reduced to what identifies it: upper case, letters and digits only. Comparison signs and the sign of a blood
 * type are kept as words, because they are all that tells `< 10 meter` from `≥ 10 meter` and `A+` from `A-`; so is the
 * stroke that tells DIPLOMA I/II from DIPLOMA III.
 */
export function normaliseLabel(label: string): string {
  let known = normalised.get(label);
  if (known === undefined) {
    if (normalised.size >= MOST_LABELS) normalised.clear();
    normalised.set(label, (known = bareLabel(label)));
  }
  return known;
}

function bareLabel(label: string): string {
  return label
    .toUpperCase()
    .replace(/&GE;|≥|>=/g, 'GE')
    .replace(/&LE;|≤|<=/g, 'LE')
    .replace(/&LT;|</g, 'LT')
    .replace(/&GT;|>/g, 'GT')
    .replace(/^\s*(A|B|AB|O)\s*\+\s*$/, '$1PLUS')
    .replace(/^\s*(A|B|AB|O)\s*-\s*$/, '$1MINUS')
    .replace(/\bI\s*\/\s*II\b/, 'I0II')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The list of that name, in that version if one is given; undefined when this version does not know it. */
export function codeList(name: string, version?: string): CodeList | undefined {
  const list = lookups.get(name)?.list;
  return version === undefined || list?.version === version ? list : undefined;
}

/** The label of a code, or undefined when the list has no such code. */
export function labelOf(name: string, code: number): string | undefined {
  return lookups.get(name)?.labels.get(code);
}

/** The code of a label in any usual spelling, or null. */
export function codeOf(name: string, label: string): number | null {
  return lookups.get(name)?.codes.get(normaliseLabel(label)) ?? null;
}

/** What a merged label stands for: the codes it covers, or an empty list when it is not one. */
export function coveredCodes(name: string, label: string): readonly number[] {
  return lookups.get(name)?.merged.get(normaliseLabel(label)) ?? [];
}

/** What stands for "nothing said" in the files. */
const emptyMarks = new Set(['', '-', '--', '?', 'NULL', 'N/A', '#N/A', '.', '0000']);

/**
 * Reads an answer of a coded field as a file gives it: a code, a label, a merged label, or something unknown, which is
 * kept with its raw text and no code. Empty cells give null.
 */
export function readCode(name: string, raw: string | number): number | CodedValue | null {
  const text = String(raw).trim();
  if (emptyMarks.has(text.toUpperCase()) && codeOf(name, text) === null) return null;
  const lookup = lookups.get(name);
  const version = lookup?.list.version ?? '';
  if (!lookup) return { list: name, version, code: null, raw: text };
  const byLabel = lookup.codes.get(normaliseLabel(text));
  if (byLabel !== undefined) return byLabel;
  if (/^\d{1,3}(\.0+)?$/.test(text) && lookup.labels.has(Number(text))) return Number(text);
  if (coveredCodes(name, text).length > 0) return { list: name, version: mergedVersion, code: null, raw: text };
  return { list: name, version, code: null, raw: text };
}

/** The code of a stored answer in the given list, or null when it has none there (older list, merged or unknown label). */
export function codeIn(name: string, value: FieldValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (isCodedValue(value)) return value.list === name ? value.code : null;
  return null;
}

/** Whether a stored answer is kept with its own list and raw label. */
export function isCodedValue(value: FieldValue | undefined): value is CodedValue {
  return typeof value === 'object' && value !== null;
}

/** How a stored answer reads on the screen: the label of its code, else its raw text. Empty answers give an empty text. */
export function answerText(name: string, value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (isCodedValue(value)) {
    return value.raw || (value.code === null ? '' : (labelOf(value.list, value.code) ?? String(value.code)));
  }
  if (typeof value === 'string') return value;
  const list = codeList(name);
  if (list?.bits) return splitSum(name, value).map((code) => labelOf(name, code) ?? String(code)).join(', ');
  return labelOf(name, value) ?? String(value);
}

/** `Tidak tahu` in the sums of 431a and 431f; never combined with another answer. */
const unknownSum = 99;

/** Whether a number is a possible sum of the list's codes: 0 to all of them together, or 99 alone where the list has it. */
export function isValidSum(name: string, sum: number): boolean {
  const lookup = lookups.get(name);
  if (!lookup || !Number.isInteger(sum) || sum < 0) return false;
  if (sum === unknownSum) return lookup.labels.has(unknownSum);
  return sum <= bitCodes(name).reduce((total, code) => total + code, 0);
}

/** The codes that a sum is made of; 0 and 99 stand for themselves. */
export function splitSum(name: string, sum: number): readonly number[] {
  if (sum === 0 || sum === unknownSum) return [sum];
  return bitCodes(name).filter((code) => (sum & code) !== 0);
}

/** The sum of ticked codes. Ticking 0 or 99 stands alone: the last one ticked wins. */
export function joinCodes(codes: readonly number[]): number {
  const last = codes.at(-1) ?? 0;
  if (last === 0 || last === unknownSum) return last;
  return codes.filter((code) => code !== 0 && code !== unknownSum).reduce((sum, code) => sum | code, 0);
}

function bitCodes(name: string): readonly number[] {
  return (lookups.get(name)?.list.codes ?? []).map(([code]) => code).filter((code) => code !== 0 && code !== unknownSum);
}

/** SHDK of the family card (11) to the relationship of Regsosek and DTSEN (8): domain reference §2.7. */
const relationshipOfShdk: readonly (number | null)[] = [null, 1, 2, 2, 3, 4, 5, 6, 6, 8, 7, 8];

/** Relationship (RSEK.409) of a family card's SHDK code, or null for a code it does not have. */
export function shdkToRelationship(shdk: number): number | null {
  return relationshipOfShdk[shdk] ?? null;
}

/** SHDK codes that a relationship may be, the likeliest first; a spouse is told by sex (1 male, 2 female). */
export function relationshipToShdk(relationship: number, sex: number | null): readonly number[] {
  if (relationship === 2 && sex !== null) return [sex === 1 ? 2 : 3];
  return relationshipOfShdk.flatMap((target, shdk) => (target === relationship ? [shdk] : []));
}
