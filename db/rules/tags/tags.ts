import { ageOf, codeOfField, isHead, isPresent } from '../checks/finding.ts';
import type { CheckRecord } from '../checks/finding.ts';
import { fieldDef } from '../entities.ts';
import type { FieldValues } from '../field.ts';
import { defaultNeedRules, evaluateNeeds } from '../needs.ts';
import { tagsEn } from '../text/tags.en.ts';
import { tagsId } from '../text/tags.id.ts';
import { say } from '../text.ts';
import type { Lang } from '../text.ts';

/** Somebody who lives with the family. */
interface Member {
  readonly key: string;
  readonly values: FieldValues;
  readonly age: number | null;
}

interface TagRule {
  /** The answers that the tag rests on, beside age, sex and who is there. */
  readonly fields: readonly string[];
  holds(members: readonly Member[], family: CheckRecord, today: string): boolean;
}

/** From this age on somebody is elderly (UU 13/1998). */
const ELDERLY = 60;
/** Under this age a child is a balita. */
const UNDER_FIVE = 5;
const difficulties = ['seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare', 'remembering'];
const [cannot, needsHelp] = [1, 2];
const [yes, none] = [1, 1];
const [wasting, stunting] = [1, 2];
const female = 2;
/** A child out of school is one whose schooling is a need, whatever rule a city has for it. */
const schoolRules = { ...defaultNeedRules, needs: defaultNeedRules.needs.filter(({ need }) => need === 'pendidikan') };

/** A plain number is told at once: most answers are one, and every save asks for all of these. */
const codeOf = (values: FieldValues, field: string): number | null => {
  const value = values[field];
  return value === null || value === undefined || typeof value === 'number' ? (value ?? null) : codeOfField('person', values, field);
};
const answers = (values: FieldValues, field: string, codes: readonly number[]): boolean => codes.includes(codeOf(values, field) ?? -1);
const isElderly = ({ age }: Member): boolean => age !== null && age >= ELDERLY;

/** What makes a family vulnerable (domain reference KPS-3), told from the answers of those who live with it. */
const rules = {
  lansia: { fields: [], holds: (members) => members.some(isElderly) },
  'lansia-tunggal': { fields: [], holds: (members) => members.length === 1 && members.some(isElderly) },
  disabilitas: { fields: difficulties, holds: (members) => members.some(({ values }) => difficulties.some((field) => answers(values, field, [cannot, needsHelp]))) },
  'perempuan-kk': { fields: ['sex'], holds: (members) => members.some(({ values }) => answers(values, 'sex', [female]) && isHead(values)) },
  balita: { fields: [], holds: (members) => members.some(({ age }) => age !== null && age < UNDER_FIVE) },
  'ibu-hamil': { fields: ['pregnant'], holds: (members) => members.some(({ values }) => answers(values, 'pregnant', [yes])) },
  'anak-tidak-sekolah': {
    fields: ['schooling', 'diploma'],
    holds: (members, family, today) => members.some(({ values }) => answers(values, 'schooling', [1, 3])) && evaluateNeeds(family, members, today, schoolRules).some(({ met }) => met === false),
  },
  'penyakit-kronis': { fields: ['chronicDisease'], holds: (members) => members.some(({ values }) => (codeOf(values, 'chronicDisease') ?? none) > none) },
  gizi: { fields: ['nutrition'], holds: (members) => members.some(({ values }) => answers(values, 'nutrition', [wasting, stunting])) },
} as const satisfies Readonly<Record<string, TagRule>>;

export type Tag = keyof typeof rules;

/** Every tag, in the order in which they are shown. */
export const tags = Object.keys(rules) as readonly Tag[];

/** The answers of people that tags rest on, beside age and who is there. */
export const tagFields: readonly string[] = tags.flatMap((tag) => rules[tag].fields);

/** The tags of a family, from the answers of its living members who are there. */
export function evaluateTags(family: CheckRecord, people: readonly CheckRecord[], today: string): Tag[] {
  const members = people.filter(({ values }) => isPresent(values)).map(({ key, values }) => ({ key, values, age: ageOf(values, today) }));
  return tags.filter((tag) => rules[tag].holds(members, family, today));
}

/** Whether a tag tells an answer about somebody's health, which only those with the right to such answers may see. */
export function isHealthTag(tag: string): boolean {
  return isTag(tag) && rules[tag].fields.some((field) => fieldDef('person', field)?.dataClass === 'health');
}

/** Whether a text is the name of a tag. */
export function isTag(text: string): text is Tag {
  return Object.hasOwn(rules, text);
}

/** What a tag is called. */
export function tagLabel(lang: Lang, tag: string): string {
  return isTag(tag) ? say(lang, { id: tagsId, en: tagsEn }, tag) : tag;
}
