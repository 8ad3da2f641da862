import { addDays } from '../rules/dates.ts';
import type { QualityKey } from '../rules/recaps/quality.ts';
import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import { agencyProgrammes } from './agency/agency-people.ts';
import type { Scope } from './access.ts';
import { creditNumbers } from './credit-programmes.ts';
import { placedOutside } from './place-box.ts';
import { lackingCondition, olderCondition, surveyedCondition } from './recaps/recap-conditions.ts';
import type { DatesFrom } from './recaps/recap-conditions.ts';
import { creditForm } from './recipient-unit.ts';
import { matchText } from './search-match.ts';
import { enrolmentStatus } from './states.ts';

/** Which families a list, a count or a report is about. */
export interface FamilyFilter {
  readonly region?: string;
  /** `none`: without one; so is `rt`. */
  readonly rw?: string;
  readonly rt?: string;
  /** 1 to 10; 0 means "belum diperingkat". */
  readonly desil?: readonly number[];
  /** `reached`: active, or receiving something all the same, so that nobody who receives is left out. */
  readonly status?: 'active' | 'inactive' | 'all' | 'reached';
  /** Not surveyed for at least so many days, or never. */
  readonly olderThanDays?: number;
  /** Surveyed last in these months, the last of them excluded (`2025-11..2026-05`), or never (`none`). */
  readonly surveyed?: string;
  /** Does not pass this measure of quality. */
  readonly lacking?: QualityKey;
  /** A need, several of which one is enough (`air,sanitasi`), `*` for any, `none` for none. */
  readonly need?: string;
  /** A mark of vulnerability, several of which one is enough. */
  readonly tag?: string;
  readonly programme?: string;
  /** In how many programmes somebody of the family is; credit is none. */
  readonly programmes?: { readonly from?: number; readonly to?: number };
  /** Receives at least one programme of each group. */
  readonly anyOf?: readonly (readonly string[])[];
  /** Receives none of these programmes. */
  readonly noneOf?: readonly string[];
  /** Receives no programme of at least one of these groups. */
  readonly lackOf?: readonly (readonly string[])[];
  /** Desil 1–2, or with a basic need. */
  readonly wanting?: boolean;
  /** On this target list, as it was sent last. */
  readonly target?: string;
  /** Only families that receive something on a day, or only those that receive nothing: the chosen programme, where one is chosen. Credit is nothing but where it is chosen. */
  readonly receiving?: 'yes' | 'no';
  /** The day that `receiving` and `lacking` are about; today unless something else is said. */
  readonly on?: string;
  /** `outside`: with coordinates that cannot be those of a house of its region. */
  readonly placed?: 'outside';
  readonly text?: string;
  /** Only those whose head's name holds every word of the text. */
  readonly headNamed?: boolean;
  /** Only families enrolled, as families, in a programme that this agency provides. */
  readonly agency?: string;
}

/** A condition on `familySummary s` with its parameters. */
export interface Condition {
  readonly where: string;
  readonly params: readonly (string | number)[];
}

/** In how many programmes somebody is; credit is paid back and none. A summary holds the programmes with a space on both sides of each: ` 3 17 `. */
export function programmesReceived(office: Reader): string {
  const credit = creditNumbers(office).map((number) => ` - (instr(s.programmes, ' ${number} ') > 0)`).join('');
  return `(max(0, length(s.programmes) - length(replace(s.programmes, ' ', '')) - 1)${credit})`;
}
const receivesOne = "EXISTS (SELECT 1 FROM programme g WHERE g.uid IN (SELECT value FROM json_each(?)) AND instr(s.programmes, ' ' || g.id || ' ') > 0)";

/** The families of a target list as it was sent last; a family that was merged is the one that stayed. */
export const onTargetList = `SELECT coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = t.family AND a.ended IS NULL), t.family)
  FROM targetList l JOIN task t ON t.list = l.uid WHERE l.targetSet = ? AND l.withdrawn IS NULL`;

/** The families of which somebody receives on a day, as `receivesOn` of the rules says it; a person counts where they live now. */
const receivers = `SELECT coalesce(rp.family, (SELECT ra.toFamily FROM alias ra WHERE ra.fromFamily = re.family AND ra.ended IS NULL), re.family, '') FROM enrolment re
  LEFT JOIN person rp ON rp.uid = coalesce((SELECT ra.toPerson FROM alias ra WHERE ra.fromPerson = re.person AND ra.ended IS NULL), re.person)
  WHERE re.voided IS NULL AND coalesce(re.status, 3) <> ${enrolmentStatus.proposed} AND (re.start IS NULL OR re.start <= ?)
    AND CASE WHEN re."end" IS NOT NULL THEN re."end" > ? ELSE coalesce(re.status, 3) NOT IN (${enrolmentStatus.finished}, ${enrolmentStatus.left}) END`;

const notCredit = `re.programme NOT IN (SELECT uid FROM programme WHERE form = ${creditForm})`;

/** The condition of a filter within an area, for queries that name the summary `s`; `dates` says where they have the date of the last survey. */
export function filterCondition(office: Reader, filter: FamilyFilter, scope: Scope, dates: DatesFrom = 'asked'): Condition {
  const parts: string[] = [];
  const params: (string | number)[] = [];
  const add = (part: string, ...values: (string | number)[]): void => {
    parts.push(part);
    params.push(...values);
  };
  const status = filter.status ?? 'active';
  if (status === 'reached') add("(s.active = 1 OR s.programmes <> '')");
  else if (status !== 'all') add(`s.active = ${status === 'inactive' ? 0 : 1}`);
  const area = narrowing(office, scope);
  if (area) add('(s.region = ? OR s.region LIKE ?)', area, `${area}.%`);
  if (filter.region) add(filter.region.length === 13 ? 's.region = ?' : "s.region LIKE ? || '.%'", filter.region);
  for (const key of ['rw', 'rt'] as const) {
    if (filter[key] === 'none') add(`coalesce(s.${key}, '') = ''`);
    else if (filter[key]) add(`s.${key} = ?`, filter[key]);
  }
  if (filter.desil && filter.desil.length > 0) {
    const ranked = filter.desil.filter((desil) => desil > 0);
    add(`(s.desil IN (${ranked.map(() => '?').join(',')})${filter.desil.includes(0) ? ' OR s.desil IS NULL' : ''})`, ...ranked);
  }
  if (filter.olderThanDays) add(...olderCondition(dates, addDays(today(office), -filter.olderThanDays)));
  const holdsOne = (column: 'needs' | 'tags', items: readonly string[]): void => add(`(${items.map(() => `instr(s.${column}, ' ' || ? || ' ') > 0`).join(' OR ')})`, ...items);
  if (filter.surveyed) add(...surveyedCondition(office, dates, filter.surveyed));
  if (filter.lacking) add(...lackingCondition(filter.lacking, filter.on ?? today(office), dates));
  if (filter.need === '*') add("s.needs <> ''");
  else if (filter.need === 'none') add("s.needs = ''");
  else if (filter.need) holdsOne('needs', filter.need.split(','));
  if (filter.tag) holdsOne('tags', filter.tag.split(','));
  if (filter.receiving) {
    const day = filter.on ?? today(office);
    add(`s.uid ${filter.receiving === 'yes' ? 'IN' : 'NOT IN'} (${receivers} AND ${filter.programme ? 're.programme = ?' : notCredit})`, day, day, ...(filter.programme ? [filter.programme] : []));
  } else if (filter.programme) {
    add(`s.programmes <> '' AND instr(s.programmes, ' ' || (SELECT id FROM programme WHERE uid = ?) || ' ') > 0`, filter.programme);
  }
  if (filter.programmes?.from !== undefined) add(`${programmesReceived(office)} >= ?`, filter.programmes.from);
  if (filter.programmes?.to !== undefined) add(`${programmesReceived(office)} <= ?`, filter.programmes.to);
  for (const group of filter.anyOf ?? []) add(receivesOne, JSON.stringify(group));
  if (filter.noneOf) add(`NOT ${receivesOne}`, JSON.stringify(filter.noneOf));
  if (filter.wanting) add("(s.desil <= 2 OR s.needs <> '')");
  if (filter.lackOf) add(`(${filter.lackOf.map(() => `NOT ${receivesOne}`).join(' OR ') || '0'})`, ...filter.lackOf.map((group) => JSON.stringify(group)));
  if (filter.target) add(`s.uid IN (${onTargetList})`, filter.target);
  if (filter.agency) {
    add(`s.family IN (SELECT f.id FROM enrolment e JOIN family f ON f.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
      WHERE e.person IS NULL AND e.voided IS NULL AND e.programme IN (SELECT value FROM json_each(?)))`, JSON.stringify(agencyProgrammes(office, filter.agency)));
  }
  if (filter.placed === 'outside') {
    const outside = placedOutside(office);
    add(`EXISTS (SELECT 1 FROM family f WHERE f.id = s.family AND ${outside.where})`, ...outside.params);
  }
  if (filter.text?.trim()) {
    const text = matchText(filter.text);
    parts.push(text.where);
    params.push(...text.params);
    if (filter.headNamed) for (const word of filter.text.trim().toUpperCase().split(/\s+/)) add("instr(upper(coalesce(s.head, '')), ?) > 0", word);
  }
  return { where: parts.length > 0 ? parts.join(' AND ') : '1', params };
}

