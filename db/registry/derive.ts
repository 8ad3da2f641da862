import { NEVER, nextBirthday } from '../rules/aid/next-change.ts';
import { checkFamily } from '../rules/checks.ts';
import type { CheckContext, CheckRecord } from '../rules/checks.ts';
import { isActiveFamily, isActivePerson, isHead } from '../rules/checks/finding.ts';
import { textOf } from '../rules/field.ts';
import type { FieldValue } from '../rules/field.ts';
import { nameKey } from '../rules/name-key.ts';
import { faultsOf, isSoundNik } from '../rules/recaps/quality.ts';
import { isInside } from '../rules/region-code.ts';
import { evaluateNeeds } from '../rules/needs.ts';
import type { NeedRuleSet } from '../rules/needs.ts';
import { evaluateTags } from '../rules/tags/tags.ts';
import { currentDesil } from './current-ranking.ts';
import type { Fact, FamilyFacts } from './family-facts.ts';
import { areaTerms, numberTerms } from './search-terms.ts';
import { codeFor, enrolmentStatus, familyStatus, personStatus, receivingStatuses } from './states.ts';

/** The values of a family's line, in the order of `summaryColumns`. */
export type SummaryRow = readonly (string | number | null)[];

/** What of a line stands in `familySummary`; what changes most often stands beside its last change (`line-changes.ts`). */
export const storedColumns = [
  'family', 'uid', 'noKk', 'head', 'headKey', 'headBirth', 'region', 'rw', 'rt', 'areaKey', 'address', 'addressKey', 'desil',
  'desilSource', 'members', 'needs', 'programmes', 'status', 'active', 'renews', 'faults', 'badNiks', 'tags',
] as const;

/** A whole line. */
export const summaryColumns = [...storedColumns, 'surveyDate', 'warnings'] as const;

/** What the lists and the search box know of one family. */
export interface Derived {
  readonly family: number;
  readonly summary: SummaryRow;
  /** The last transaction that touched it. */
  readonly changedTx: number;
  readonly address: { readonly text: string; readonly area: string };
  /** As the search index holds it: see {@link numberTerms}. */
  readonly noKk: string | null;
  readonly people: readonly { readonly id: number; readonly name: string; readonly key: string; readonly nik: string | null }[];
  /** False for a family whose import was undone or that was merged: it stays in history and leaves lists and search. */
  readonly searchable: boolean;
}

/** What of it the search index takes. */
export type SearchLine = Omit<Derived, 'summary' | 'changedTx'>;

/** What deriving needs to know beside the records. */
export interface DeriveContext extends CheckContext {
  readonly needs: NeedRuleSet;
}

/** Local number of each programme by its uid. */
export type ProgrammeNumbers = ReadonlyMap<string, number>;

/** Derives a family's line in lists and search from its records. Pure; `changedTx` is the last transaction that touched it. */
export function deriveFamily(facts: FamilyFacts, changedTx: number, programmes: ProgrammeNumbers, context: DeriveContext): Derived {
  const { family, people } = facts;
  const values = family.values;
  const gone = isElsewhere(values.owner, context.area);
  const active = !gone && isActiveFamily(values);
  const [home, everyone] = [record(family), people.map(record)];
  const living = people.filter((person) => isActivePerson(person.values));
  const head = living.find((person) => isHead(person.values)) ?? null;
  const headName = head ? textOf(head.values.name) : null;
  const { desil, source } = currentDesil(facts.rankings);
  const [rt, rw, region, address] = [textOf(values.rt), textOf(values.rw), textOf(values.region), textOf(values.address)];
  const noKk = textOf(values.noKk);
  const status = gone ? familyStatus.moved : (codeFor('TEPAT.statusKeluarga', values, 'status') ?? familyStatus.active);
  const summary = [
    family.id, family.uid, noKk, headName, headName === null ? null : nameKey(headName), head ? textOf(head.values.birthDate) : null,
    region, rw, rt, rt === null ? null : `${region ?? ''} ${rw ?? ''} ${rt}`, address, address === null ? null : address.toUpperCase(),
    desil, source, active ? living.length : 0, listText(active ? unmetNeeds(home, everyone, context) : []),
    listText(receivedProgrammes(facts, programmes)), status, active ? 1 : 0, renewsOn(people, context.today), faultsOf({ noKk, address, rt, rw }, context), living.filter((person) => !isSoundNik(textOf(person.values.nik), context)).length, listText(active ? evaluateTags(home, everyone, context.today) : []),
    textOf(values.surveyDate), active ? (facts.warnings ?? warningsOf(home, everyone, context)) : 0,
  ];
  const area = areaTerms(rt, rw, region);
  return {
    family: family.id, summary, changedTx, address: { text: address ?? '', area }, noKk: noKk === null ? null : numberTerms(noKk, region),
    searchable: status !== familyStatus.undone && status !== familyStatus.merged,
    people: [...people.filter((person) => codeFor('KK.status_dasar', person.values, 'status') !== personStatus.invalid), ...facts.former].map((person) => searchLine(person, region)),
  };
}

/** The first day on which needs and warnings may be others although nothing is written: somebody's next birthday. */
function renewsOn(people: readonly Fact[], today: string): string {
  return people.reduce((soonest, { values }) => {
    const day = nextBirthday(values.birthDate, today);
    return day !== null && day < soonest ? day : soonest;
  }, NEVER);
}

/** Whether another office owns the family by now, one that is neither below nor above this one: a stub stays behind. */
function isElsewhere(owner: FieldValue | undefined, area: string | undefined): boolean {
  return typeof owner === 'string' && owner !== '' && area !== undefined && !isInside(owner, area) && !isInside(area, owner);
}

function searchLine(person: Fact, region: string | null): Derived['people'][number] {
  const [name, nik] = [textOf(person.values.name) ?? '', textOf(person.values.nik)];
  return { id: person.id, name, key: nameKey(name), nik: nik === null ? null : numberTerms(nik, region) };
}

/** A record as the checks and the needs take it. */
function record(fact: Fact): CheckRecord {
  return { key: fact.uid, values: fact.values };
}

function unmetNeeds(family: CheckRecord, people: readonly CheckRecord[], { today, needs }: DeriveContext): string[] {
  return evaluateNeeds(family, people, today, needs).filter((one) => one.met === false).map((one) => one.need);
}

function warningsOf(family: CheckRecord, people: readonly CheckRecord[], context: CheckContext): number {
  let count = 0;
  for (const finding of checkFamily(family, people, context)) if (finding.severity !== 'info') count += 1;
  return count;
}

function receivedProgrammes(facts: FamilyFacts, programmes: ProgrammeNumbers): string[] {
  const numbers = new Set<number>();
  for (const { values } of facts.enrolments) {
    const status = codeFor('TEPAT.statusKepesertaan', values, 'status') ?? enrolmentStatus.active;
    const number = programmes.get(String(values.programme));
    if (number !== undefined && receivingStatuses.includes(status)) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b).map(String);
}

/** Items with a space on both sides of each, so that one can be looked for; empty for none. */
function listText(items: readonly string[]): string {
  return items.length === 0 ? '' : ` ${items.join(' ')} `;
}

/** The items of a text that `deriveFamily` wrote. */
export function listItems(text: string): string[] {
  return text === '' ? [] : text.trim().split(' ');
}
