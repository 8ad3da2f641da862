import { receivesOn } from '../../rules/aid/aid-facts.ts';
import type { AidEnrolment, AidFamily } from '../../rules/aid/aid-facts.ts';
import type { AidRule } from '../../rules/aid/aid-rule.ts';
import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import { findOverlaps } from '../../rules/aid/find-overlaps.ts';
import { judgeCandidate } from '../../rules/aid/judge-recipients.ts';
import { textOf } from '../../rules/field.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import type { Connection } from '../../store/connection.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { loadFamilies } from '../family-facts.ts';
import { memberships } from '../groups/group-list.ts';
import type { Membership } from '../groups/group-list.ts';
import { enrolmentStatus, labelFor, personStatus } from '../states.ts';
import { findingKinds } from './aid-finding.ts';
import { aidFamily, aidProgrammes, houseEnrolments, placesOf } from './aid-families.ts';
import type { AidProgrammes } from './aid-families.ts';
import { listAidRules } from './aid-rules.ts';

/** One row of a list of aid about a kelompok, in words: a kelompok stands in no family. */
export interface GroupFinding {
  readonly kind: (typeof findingKinds)[Exclude<keyof typeof findingKinds, 'missed'>];
  readonly group: string; readonly name: string; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null;
  readonly enrolment: string; readonly programme: string;
  /** Null where no rule says it: a kelompok that has ended, or members who died or left. */
  readonly rule: string | null;
  /** The other part of a pair, and the member whose it is; a pair of the kelompok itself has no member. */
  readonly other: string | null; readonly otherProgramme: string | null; readonly member: string | null;
  readonly because: 'ended' | 'members' | null;
  readonly facts: string;
}

interface GroupRecord { readonly uid: string; readonly name: string; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly ended: string | null }
interface Member extends Membership { readonly status: number | null; readonly since: string | null }

/** The most members that a row names; the others are counted. */
const NAMED = 5;
const kept = new WeakMap<Connection, { readonly key: string; readonly found: readonly (readonly GroupFinding[])[] }>();

/**
 * What the lists of aid say of every kelompok that receives on each of these days: pairs among its programmes and with what its
 * members receive, members by whom a rule of its programme is not met or who are pointed out, and who of them died or left.
 * A kelompok is never among the missed: it has no desil and no needs.
 */
export function groupFindings(office: Reader, days: readonly string[]): readonly (readonly GroupFinding[])[] {
  const state = sql(office, 'SELECT (SELECT max(id) FROM tx) || \' \' || (SELECT count(*) FROM alias)').pluck().get() as string | null;
  const key = JSON.stringify([days, state]);
  const before = kept.get(office.db);
  if (before?.key === key) return before.found;
  const found = judgeGroups(office, days);
  kept.set(office.db, { key, found });
  return found;
}

function judgeGroups(office: Reader, days: readonly string[]): GroupFinding[][] {
  const programmes = aidProgrammes(office);
  const parts = partsOf(office, programmes);
  if (parts.length === 0) return days.map(() => []);
  const rules = listAidRules(office);
  const byGroup = Map.groupBy(parts, (part) => part.family);
  const groups = sql(office, 'SELECT uid, coalesce(name, \'\') AS name, address, rt, rw, region, ended FROM peopleGroup WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY region, rw, rt, upper(name), id').all(JSON.stringify([...byGroup.keys()])) as GroupRecord[];
  const needs = needRulesOf(office);
  const uids = groups.map((one) => one.uid);
  const members = days.map((day) => Map.groupBy(membersOn(office, uids, day), (one) => one.group));
  const found = days.map((): GroupFinding[] => []);
  for (const group of groups) {
    const own = byGroup.get(group.uid) ?? [];
    const homes = homesOf(office, needs, new Set(members.flatMap((on) => on.get(group.uid) ?? []).flatMap((one) => one.family ?? [])), programmes);
    for (const [at, day] of days.entries()) {
      const receives = own.filter((part) => receivesOn(part, day));
      if (receives.length === 0) continue;
      found[at]?.push(...pairsOf(group, own, rules, day), ...membersFindings({ group, receives, members: members[at]?.get(group.uid) ?? [], rules, needs, homes, day }));
    }
  }
  return found;
}

/** The parts of all kelompok; its own id stands for the recipient. Without being told the index, every part of the register would be read for the few of them. */
function partsOf(office: Reader, programmes: AidProgrammes): AidEnrolment[] {
  const rows = sql(office, 'SELECT e.uid AS uid, e.programme AS programme, e.peopleGroup AS "group", coalesce(e.status, 3) AS status, e.start AS start, e."end" AS "end" FROM enrolment e INDEXED BY enrolment_group WHERE e.peopleGroup IS NOT NULL AND e.voided IS NULL ORDER BY e.id')
    .all() as { uid: string; programme: string; group: string; status: number; start: string | null; end: string | null }[];
  return rows.flatMap(({ uid, programme, group, status, start, end }): AidEnrolment[] => {
    const of = programmes.get(programme);
    return of ? [{ uid, programme: of, person: group, family: group, places: [], status: status ?? enrolmentStatus.active, start, end }] : [];
  });
}

/** Who is in these kelompok on a day, also whoever died or left the office's area without being taken out of it. */
function membersOn(office: Reader, groups: readonly string[], day: string): Member[] {
  const state = sql(office, 'SELECT status, statusDate FROM person WHERE uid = ?').raw();
  return memberships(office, groups, day).flatMap((one): Member[] => {
    if ((one.joined !== null && one.joined > day) || (one.left !== null && one.left <= day)) return [];
    const [status = null, since = null] = (state.get(one.person) ?? []) as [number | null, string | null];
    return [{ ...one, status, since: textOf(since) }];
  });
}

function placeOf({ uid, name, address, rt, rw, region }: GroupRecord): Pick<GroupFinding, 'group' | 'name' | 'address' | 'rt' | 'rw' | 'region'> {
  return { group: uid, name, address, rt, rw, region };
}

function pairsOf(group: GroupRecord, own: readonly AidEnrolment[], rules: readonly AidRule[], day: string): GroupFinding[] {
  return findOverlaps(own, rulesOfDay(rules, day)).map(({ rule, a, b }): GroupFinding => ({
    ...placeOf(group), kind: findingKinds.overlap, enrolment: a.uid, programme: a.programme.uid, rule: rule.uid, other: b.uid, otherProgramme: b.programme.uid, member: null, because: null, facts: '',
  }));
}

interface Asked { readonly group: GroupRecord; readonly receives: readonly AidEnrolment[]; readonly members: readonly Member[]; readonly rules: readonly AidRule[]; readonly needs: NeedRuleSet; readonly homes: Homes; readonly day: string }

function membersFindings({ group, receives, members, rules, needs, homes, day }: Asked): GroupFinding[] {
  const found: GroupFinding[] = [];
  const here = members.filter((one) => one.here || (one.since !== null && one.since > day));
  const gone = members.filter((one) => !here.includes(one));
  const row = (part: AidEnrolment, more: Pick<GroupFinding, 'kind' | 'facts'> & Partial<GroupFinding>): void =>
    void found.push({ ...placeOf(group), enrolment: part.uid, programme: part.programme.uid, rule: null, other: null, otherProgramme: null, member: null, because: null, ...more });
  for (const part of receives) {
    if (group.ended !== null && group.ended <= day) row(part, { kind: findingKinds.gone, because: 'ended', facts: group.ended });
    else if (gone.length > 0) row(part, { kind: findingKinds.gone, because: 'members', facts: `${gone.length} dari ${members.length} anggota: ${named(gone.map(goneWords))}` });
    const said = new Map<string, { kind: GroupFinding['kind']; rule: string; facts: string[] }>();
    const pairs = new Set<string>();
    for (const { person, name, family: uid } of here) {
      const home = homes(uid, day);
      if (!home) continue;
      const judged = judgeCandidate(home.family, { ...part, person, family: home.family.uid, places: home.places }, rules, day, home.houses);
      for (const { rule, a, b } of judged.overlaps) {
        const other = a.uid === part.uid ? b : a;
        if (pairs.has(`${rule.uid} ${other.uid}`)) continue;
        pairs.add(`${rule.uid} ${other.uid}`);
        row(part, { kind: findingKinds.overlap, rule: rule.uid, other: other.uid, otherProgramme: other.programme.uid, member: name, facts: '' });
      }
      for (const [kind, list] of [[findingKinds.ineligible, judged.ineligible], [findingKinds.odd, judged.odd]] as const) {
        for (const { rule, reasons } of list) {
          const one = said.get(`${kind} ${rule.uid}`) ?? { kind, rule: rule.uid, facts: [] };
          const facts = explainAid('id', reasons, { nameOf: (of) => (of === person ? name : ''), health: false, needs });
          one.facts.push(facts.startsWith(`${name}:`) ? facts : `${name}: ${facts}`);
          said.set(`${kind} ${rule.uid}`, one);
        }
      }
    }
    for (const { kind, rule, facts } of said.values()) row(part, { kind, rule, facts: named(facts) });
  }
  return found;
}

interface Home { readonly family: AidFamily; readonly places: readonly string[]; readonly houses: readonly AidEnrolment[] }
/** The family of a member as it is judged on a day; what it needs depends on the day by ages. */
type Homes = (family: string | null, day: string) => Home | null;

/** Reads the families of a kelompok's members once for all days. */
function homesOf(office: Reader, needs: NeedRuleSet, families: ReadonlySet<string>, programmes: AidProgrammes): Homes {
  const numbers = sql(office, 'SELECT id FROM family WHERE uid IN (SELECT value FROM json_each(?))').pluck().all(JSON.stringify([...families])) as number[];
  const facts = new Map(loadFamilies(office, numbers).map((one) => [one.family.uid, one]));
  const houses = new Map<string, readonly AidEnrolment[]>();
  return (uid, day) => {
    const one = facts.get(uid ?? '');
    if (!one) return null;
    const family = aidFamily(office, one, programmes, day, needs);
    const beside = houses.get(family.uid) ?? houseEnrolments(office, family, programmes);
    houses.set(family.uid, beside);
    return { family, places: placesOf(one.family, null), houses: beside };
  };
}

function goneWords({ name, status, since }: Member): string {
  const word = status === personStatus.dead ? 'meninggal' : (labelFor('KK.status_dasar', status) ?? 'tidak tercatat aktif').toLowerCase();
  return `${name} (${[word, since ?? ''].filter(Boolean).join(' ')})`;
}

function named(all: readonly string[]): string {
  return all.length > NAMED ? `${all.slice(0, NAMED).join('; ')}; dan ${all.length - NAMED} lagi` : all.join('; ');
}
