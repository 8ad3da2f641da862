import type { AidEnrolment, AidFamily } from '../../rules/aid/aid-facts.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import { judgeCandidate } from '../../rules/aid/judge-recipients.ts';
import { isActiveFamily, isActivePerson, isHead } from '../../rules/checks/finding.ts';
import { textOf } from '../../rules/field.ts';
import { codeIn } from '../../rules/lists.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { enrolmentEn } from '../../rules/text/enrolment.en.ts';
import { enrolmentId } from '../../rules/text/enrolment.id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { mayWrite, needRecord } from '../access.ts';
import type { Scope } from '../access.ts';
import { aidFamily, houseEnrolments, placesOf } from '../aid/aid-families.ts';
import { rulesAtHand } from '../aid/candidate.ts';
import type { RulesAtHand } from '../aid/candidate.ts';
import { loadFamilies } from '../family-facts.ts';
import type { Fact, FamilyFacts } from '../family-facts.ts';
import { ageAt } from '../family-list.ts';
import { filterCondition } from '../family-filter.ts';
import type { FamilyFilter } from '../family-filter.ts';
import { housesAt } from '../houses.ts';
import { openPart } from '../recipient-unit.ts';
import { codeFor, enrolmentStatus, labelFor, openStatuses, unitKind } from '../states.ts';
import { outsideTargets } from '../targets/outside-target.ts';
import { bulkGroups } from './bulk-groups.ts';
import { leftSaid, quotaObjection } from './objections.ts';
import type { Objection } from './objections.ts';
import { openTally } from './quota.ts';

const CHUNK = 500;

/** Which people of the chosen families, where the programme is for people. */
export interface BulkPeople {
  readonly who: 'head' | 'members';
  readonly sex?: number | undefined;
  readonly ageFrom?: number | undefined;
  readonly ageTo?: number | undefined;
}

export interface BulkChoice {
  readonly programme: string;
  readonly filter: FamilyFilter;
  readonly people?: BulkPeople | undefined;
  readonly start: string;
  /** Proposed, decided or active. */
  readonly as: number;
  /** Whoever a rule warns of is taken along with this reason; without one they are left out. */
  readonly warnedReason?: string | null | undefined;
}

/** What becomes of each: every candidate has exactly one outcome. */
export const bulkOutcomes = ['enrol', 'wait', 'already', 'left', 'unsure', 'warned', 'forbidden', 'gone', 'foreign'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

export interface BulkCandidate {
  /** Null where a kelompok receives. */
  readonly family: Fact | null;
  readonly person: Fact | null;
  readonly group: StoredRecord | null;
  readonly name: string;
  readonly desil: number | null;
  readonly outcome: BulkOutcome;
  /** What stands against it: rules, quota, an earlier exit; of `already`, the state it is in. */
  readonly objections: readonly Objection[];
  readonly status: string | null;
}

interface Judging extends RulesAtHand {
  readonly office: Reader;
  readonly choice: BulkChoice;
  readonly programme: StoredRecord;
  readonly tally: ReturnType<typeof openTally>;
  readonly outside: ReturnType<typeof outsideTargets>;
  readonly lang: Lang;
  readonly health: boolean;
  readonly unit: number;
  /** Houses and rumah tangga that a family before receives for. */
  readonly roofs: Set<string>;
}

/**
 * Everybody whom a filter holds, with what would become of each; the poorest first, so that they get the places of a
 * quota and the rest waits. A programme for houses or rumah tangga is given once to each, by the first family of it; one for
 * kelompok goes to those of the area that the filter's words fit. Error: NOT_FOUND.
 */
export function bulkCandidates(office: Reader, scope: Scope, choice: BulkChoice, lang: Lang, health: boolean): BulkCandidate[] {
  const programme = needRecord(office, 'programme', choice.programme);
  const unit = codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family;
  if (unit === unitKind.group) return bulkGroups({ office, scope, choice, programme, atHand: rulesAtHand(office), tally: openTally(office, programme), lang, health });
  const { where, params } = filterCondition(office, choice.filter, scope);
  const lines = sql(office, `SELECT s.family AS family, s.head AS head FROM familySummary s WHERE ${where} ORDER BY s.desil IS NULL, s.desil, s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as { family: number; head: string | null }[];
  const atHand = rulesAtHand(office);
  const of = atHand.programmes.get(programme.uid);
  const judging: Judging = {
    ...atHand, office, choice, programme, tally: openTally(office, programme), outside: of ? outsideTargets(office, of, lang) : () => [], lang, health, unit, roofs: new Set(),
  };
  const found: BulkCandidate[] = [];
  for (let at = 0; at < lines.length; at += CHUNK) {
    const chunk = lines.slice(at, at + CHUNK);
    const facts = new Map(loadFamilies(office, chunk.map((line) => line.family)).map((one) => [one.family.id, one]));
    for (const { family, head } of chunk) {
      const one = facts.get(family);
      if (one) found.push(...candidatesOf(judging, one, head ?? '', unit === unitKind.person));
    }
  }
  return found;
}

function candidatesOf(judging: Judging, facts: FamilyFacts, head: string, forPeople: boolean): BulkCandidate[] {
  const { office, programmes, needs } = judging;
  let known: { family: AidFamily; houses: AidEnrolment[] } | undefined;
  const aid = (): { family: AidFamily; houses: AidEnrolment[] } => {
    if (!known) {
      const family = aidFamily(office, facts, programmes, today(office), needs);
      known = { family, houses: houseEnrolments(office, family, programmes) };
    }
    return known;
  };
  const units = forPeople ? facts.people.filter((person) => isChosenPerson(office, judging.choice.people, person)) : [null];
  return units.map((person) => {
    const name = person === null ? head || String((facts.people.find((one) => isHead(one.values)) ?? facts.people[0])?.values.name ?? '') : String(person.values.name ?? '');
    return { family: facts.family, person, group: null, name, ...judge(judging, facts, person, aid) };
  });
}

function isChosenPerson(office: Reader, people: BulkPeople | undefined, { values }: Fact): boolean {
  if (people?.who !== 'members' && !isHead(values)) return false;
  if (people?.sex !== undefined && codeIn('RSEK.405', values.sex) !== people.sex) return false;
  if (people?.ageFrom === undefined && people?.ageTo === undefined) return true;
  const age = ageAt(typeof values.birthDate === 'string' ? values.birthDate : null, today(office));
  return age !== null && age >= (people.ageFrom ?? 0) && age <= (people.ageTo ?? 200);
}

type Verdict = Pick<BulkCandidate, 'desil' | 'outcome' | 'objections' | 'status'>;

function judge(judging: Judging, facts: FamilyFacts, person: Fact | null, aid: () => { family: AidFamily; houses: AidEnrolment[] }): Verdict {
  const { office, choice, programme, tally, lang } = judging;
  const { family } = facts;
  const desil = aid().family.desil;
  const said = (outcome: BulkOutcome, objections: readonly Objection[] = [], status: string | null = null): Verdict => ({ desil, outcome, objections, status });
  if (!isActiveFamily(family.values) || (person !== null && !isActivePerson(person.values))) return said('gone');
  if (!mayWrite(office, family as StoredRecord)) return said('foreign');
  const own = facts.enrolments.filter(({ values }) => values.programme === programme.uid && (person === null ? (values.person ?? null) === null : values.person === person.uid));
  const statusOf = ({ values }: Fact): number => codeFor('TEPAT.statusKepesertaan', values, 'status') ?? enrolmentStatus.active;
  const roof = roofOf(judging, family);
  const shared = roof === null ? undefined : openPart(office, programme, { ...roof, unit: judging.unit, person: null, family: family as StoredRecord, group: null, bank: null });
  if (shared) return said('already', [], labelFor('TEPAT.statusKepesertaan', shared.status));
  if (roof !== null && judging.unit === unitKind.house && roof.house === null && housesAt(office, family as StoredRecord).length > 0) return said('unsure');
  const open = own.find((one) => openStatuses.includes(statusOf(one)));
  if (open) return said('already', [], labelFor('TEPAT.statusKepesertaan', statusOf(open)));
  const left = own.filter((one) => statusOf(one) === enrolmentStatus.left).sort((a, b) => String(b.values.end ?? '').localeCompare(String(a.values.end ?? '')))[0];
  if (left) return said('left', [leftSaid(typeof left.values.end === 'string' ? left.values.end : null, codeFor('TEPAT.alasanKeluar', left.values, 'exitReason'), lang)]);
  const against = objectionsOf(judging, aid(), family, person?.uid ?? null);
  if (against.some((one) => one.result === 'forbid')) return said('forbidden', against);
  if (against.length > 0 && !choice.warnedReason?.trim()) return said('warned', against);
  const key = roof?.house ?? roof?.household ?? null;
  if (key !== null && judging.roofs.has(key)) return said('already', [], say(lang, { id: enrolmentId, en: enrolmentEn }, 'sameRoof'));
  if (key !== null) judging.roofs.add(key);
  if (choice.as === enrolmentStatus.proposed) return said('enrol', against);
  const region = typeof family.values.region === 'string' ? family.values.region : null;
  const full = tally.full(region);
  if (full !== null) return said('wait', [...against, quotaObjection(full, lang)]);
  tally.take(region);
  return said('enrol', against);
}

/** The house or the rumah tangga of a family, where one of these receives; null where it does not. */
function roofOf({ unit }: Judging, { values }: Fact): { house: string | null; household: string | null } | null {
  if (unit === unitKind.house) return { house: textOf(values.house), household: null };
  return unit === unitKind.household ? { house: null, household: textOf(values.household) } : null;
}

function objectionsOf({ choice, programme, programmes, rules, needs, outside, office, lang, health }: Judging, { family, houses }: { family: AidFamily; houses: AidEnrolment[] }, facts: Fact, person: string | null): Objection[] {
  const of = programmes.get(programme.uid);
  if (!of) return [];
  const candidate: AidEnrolment = { uid: '', programme: of, person, family: family.uid, places: placesOf(facts, null), status: enrolmentStatus.active, start: choice.start, end: null };
  const { overlaps, ineligible, odd } = judgeCandidate(family, candidate, rules, today(office), houses);
  const nameOf = (uid: string): string => String(family.people.find((one) => one.uid === uid)?.values.name ?? '');
  return [
    ...overlaps.map(({ rule, a, b }): Objection => ({ rule: rule.uid, title: rule.title, basis: rule.basis, version: rule.version, kind: 'overlap', result: rule.content.result === 'forbid' ? 'forbid' : 'warn', facts: `${a.programme.name}, ${b.programme.name}`, other: a.uid === '' ? b.uid : a.uid })),
    ...[...ineligible, ...odd].map(({ rule, reasons }): Objection => ({ rule: rule.uid, title: rule.title, basis: rule.basis, version: rule.version, kind: rule.content.kind === 'anomaly' ? 'anomaly' : 'eligibility', result: rule.content.result, facts: explainAid(lang, reasons, { nameOf, health, needs }), other: null })),
    ...outside(facts),
  ];
}
