import { isPresent, numberOf } from './checks/finding.ts';
import type { CheckRecord } from './checks/finding.ts';
import { fieldDef } from './entities.ts';
import type { FieldValue } from './field.ts';
import { holds } from './form/condition.ts';
import { answerText, coveredCodes, isCodedValue } from './lists.ts';
import { kalimantanNeeds } from './needs/kalimantan.ts';
import type { NeedPart, NeedRule, NeedRuleSet } from './needs/need-rule.ts';
import { questionLabel } from './text.ts';
import type { Lang } from './text.ts';

export type { NeedPart, NeedRule, NeedRuleSet } from './needs/need-rule.ts';

/** The rules in force unless an office brings its own. */
export const defaultNeedRules: NeedRuleSet = kalimantanNeeds;

/** The answer that decided, and whose it is. */
export interface NeedReason {
  readonly entity: 'family' | 'person';
  readonly record: string;
  readonly field: string;
  readonly value: FieldValue;
}

export interface NeedResult {
  readonly need: string;
  /** True: met; false: a need; null: the answers cannot tell, or it does not concern this family. */
  readonly met: boolean | null;
  /** Which answers show the need; empty unless `met` is false. */
  readonly because: readonly NeedReason[];
}

/** What one part of a rule says: the answers that show the need, or whether it is fit (null: cannot tell). */
interface Verdict {
  readonly fit: boolean | null;
  readonly reasons: readonly NeedReason[];
}

/** Judges every need of a family by the rules. Only living members who are there count. */
export function evaluateNeeds(
  family: CheckRecord,
  people: readonly CheckRecord[],
  today: string,
  rules: NeedRuleSet = defaultNeedRules,
): readonly NeedResult[] {
  const members = people.filter((person) => isPresent(person.values));
  return rules.needs.map(({ need, parts }) => {
    if (parts.length === 0) return { need, met: null, because: [] };
    // A loop: imports judge every family of a city, and most parts show nothing.
    const because: NeedReason[] = [];
    let isMet = true;
    for (const part of parts) {
      const verdict = judge(part, family, members, today);
      for (const reason of verdict.reasons) because.push(reason);
      if (!part.optional && verdict.fit !== true) isMet = false;
    }
    return { need, met: because.length > 0 ? false : isMet ? true : null, because };
  });
}

/** A reason as a sentence: the question and the answer, `309a Fasilitas buang air besar: Tidak ada fasilitas`. */
export function needReasonText(lang: Lang, reason: NeedReason): string {
  const list = fieldDef(reason.entity, reason.field)?.list ?? '';
  return `${questionLabel(lang, reason.entity, reason.field)}: ${answerText(list, reason.value)}`;
}

/** The label of a need of a rule set; one that the set does not have is called by its name, which is made of its Indonesian label. */
export function needLabel(lang: Lang, need: string, rules: NeedRuleSet = defaultNeedRules): string {
  const words = need.replaceAll('-', ' ');
  return rules.needs.find((rule) => rule.need === need)?.label[lang] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a need tells an answer about somebody's health: by its name, or by what it is judged from. */
export function isHealthNeed({ need, parts }: NeedRule): boolean {
  return need === 'kesehatan' || fieldsIn(parts).some((field) => fieldDef('person', field)?.dataClass === 'health');
}

function fieldsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(fieldsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === 'field' && typeof value === 'string' ? [value] : fieldsIn(value)));
}

function judge(part: NeedPart, family: CheckRecord, members: readonly CheckRecord[], today: string): Verdict {
  switch (part.kind) {
    case 'answer':
      return judgeAnswer(part.field, part.unfit, family);
    case 'family':
      return judgeTogether(part, family, today);
    case 'area':
      return judgeArea(part.below, family, members.length);
    case 'everyone':
      return judgeEveryone(part, members, today);
    case 'someone':
      return judgeSomeone(part, members, today);
  }
}

const unknown: Verdict = { fit: null, reasons: [] };
const fit: Verdict = { fit: true, reasons: [] };

function judgeAnswer(field: string, unfit: Readonly<Record<string, readonly number[]>>, family: CheckRecord): Verdict {
  const value = family.values[field];
  if (value === undefined || value === null) return unknown;
  const own = fieldDef('family', field)?.list ?? '';
  if (typeof value === 'number') return unfit[own] ? (unfit[own].includes(value) ? because('family', family, field) : fit) : unknown;
  const { list, codes } = codesOfAnswer(own, value);
  const unfitCodes = unfit[list];
  if (!unfitCodes || codes.length === 0) return unknown;
  if (codes.every((code) => unfitCodes.includes(code))) return because('family', family, field);
  return codes.some((code) => unfitCodes.includes(code)) ? unknown : fit;
}

function judgeTogether(part: Extract<NeedPart, { kind: 'family' }>, family: CheckRecord, today: string): Verdict {
  if (holds(part.unfit, 'family', family.values, today) === true) return because('family', family, part.field);
  return holds(part.fit, 'family', family.values, today) === true ? fit : unknown;
}

/** The codes that an answer stands for, in its own list: one, several for a merged label, none when it is unknown. */
function codesOfAnswer(list: string, value: FieldValue): { readonly list: string; readonly codes: readonly number[] } {
  if (typeof value === 'number') return { list, codes: [value] };
  if (!isCodedValue(value)) return { list, codes: [] };
  return { list: value.list, codes: value.code === null ? coveredCodes(value.list, value.raw) : [value.code] };
}

function judgeArea(below: number, family: CheckRecord, members: number): Verdict {
  const area = numberOf(family.values, 'floorArea');
  if (area === null || members === 0) return unknown;
  return area / members < below ? because('family', family, 'floorArea') : fit;
}

type PeoplePart = Extract<NeedPart, { kind: 'everyone' | 'someone' }>;

function judgeEveryone(part: PeoplePart, members: readonly CheckRecord[], today: string): Verdict {
  const concerned = members.filter((person) => holds(part.among, 'person', person.values, today) === true);
  if (concerned.length === 0) return unknown;
  const lacking = concerned.filter((person) => holds(part.unfit, 'person', person.values, today) === true);
  if (lacking.length > 0) return { fit: false, reasons: lacking.map((person) => reason('person', person, part.field)) };
  return concerned.every((person) => holds(part.fit, 'person', person.values, today) === true) ? fit : unknown;
}

function judgeSomeone(part: PeoplePart, members: readonly CheckRecord[], today: string): Verdict {
  const concerned = members.filter((person) => holds(part.among, 'person', person.values, today) === true);
  if (concerned.length === 0) return unknown;
  if (members.some((person) => holds(part.fit, 'person', person.values, today) === true)) return fit;
  const lacking = concerned.filter((person) => holds(part.unfit, 'person', person.values, today) === true);
  if (lacking.length < concerned.length) return unknown;
  return { fit: false, reasons: lacking.map((person) => reason('person', person, part.field)) };
}

function because(entity: 'family' | 'person', record: CheckRecord, field: string): Verdict {
  return { fit: false, reasons: [reason(entity, record, field)] };
}

function reason(entity: 'family' | 'person', record: CheckRecord, field: string): NeedReason {
  return { entity, record: record.key, field, value: record.values[field] ?? null };
}
