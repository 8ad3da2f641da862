import type { AidEnrolment } from '../../rules/aid/aid-facts.ts';
import type { AidRule } from '../../rules/aid/aid-rule.ts';
import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import { findOverlaps } from '../../rules/aid/find-overlaps.ts';
import { judgeCandidate } from '../../rules/aid/judge-recipients.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { aidEn } from '../../rules/text/aid.en.ts';
import { aidId } from '../../rules/text/aid.id.ts';
import { textOf } from '../../rules/field.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { loadFamilies } from '../family-facts.ts';
import { memberships } from '../groups/group-list.ts';
import { codeFor, enrolmentStatus } from '../states.ts';
import { aidFamily, houseEnrolments, placesOf } from './aid-families.ts';
import type { AidProgrammes } from './aid-families.ts';
import { rulesAtHand } from './candidate.ts';
import type { AidObjection, RulesAtHand } from './candidate.ts';

/** A kelompok that is to receive a programme. */
interface GroupCandidate {
  readonly programme: StoredRecord;
  readonly group: StoredRecord;
  readonly start: string;
  /** Its part in the programme, if it has one already. */
  readonly present: string | null;
}

/** The most members that an objection names; the others are counted. */
const NAMED = 5;
const words = { id: aidId, en: aidEn };

/**
 * What the rules say against a kelompok that is to receive: of each of its members as if the member received (a kelompok
 * has no desil and no age of its own), and of the kelompok's other programmes. Each rule speaks once and names the members.
 */
export function objectionsToGroup(office: Reader, { programme, group, start, present }: GroupCandidate, lang: Lang, health: boolean, { programmes, rules, needs }: RulesAtHand = rulesAtHand(office)): AidObjection[] {
  const of = programmes.get(programme.uid);
  if (!of) return [];
  const members = memberships(office, [group.uid], today(office)).filter((one) => one.counts);
  const said = new Map<string, { rule: AidRule; facts: string[]; other: string | null }>();
  const add = (rule: AidRule, facts: string, other: string | null = null): void => {
    const known = said.get(rule.uid) ?? { rule, facts: [], other };
    known.facts.push(facts);
    said.set(rule.uid, known);
  };
  const candidate: AidEnrolment = { uid: present ?? '', programme: of, person: group.uid, family: group.uid, places: [], status: enrolmentStatus.active, start, end: null };
  for (const { rule, a, b } of findOverlaps([candidate, ...groupParts(office, group, programmes, present)], rulesOfDay(rules, start > today(office) ? start : today(office)))) {
    if (a === candidate || b === candidate) add(rule, say(lang, words, 'overlapOwners', { a: a.programme.name, aOwner: a.programme.provider ?? '–', b: b.programme.name, bOwner: b.programme.provider ?? '–' }), a === candidate ? b.uid : a.uid);
  }
  const homes = sql(office, 'SELECT id FROM family WHERE uid IN (SELECT value FROM json_each(?))').pluck().all(JSON.stringify(members.map((one) => one.family))) as number[];
  for (const facts of loadFamilies(office, homes)) {
    const family = aidFamily(office, facts, programmes, today(office), needs);
    const houses = houseEnrolments(office, family, programmes);
    for (const { person, name } of members.filter((one) => one.family === family.uid)) {
      const { overlaps, ineligible, odd } = judgeCandidate(family, { ...candidate, uid: '', person, family: family.uid, places: placesOf(facts.family, null) }, rules, today(office), houses);
      for (const { rule, a, b } of overlaps) add(rule, `${name}: ${(a.uid === '' ? b : a).programme.name}`);
      for (const { rule, reasons } of [...ineligible, ...odd]) add(rule, withName(name, explainAid(lang, reasons, { nameOf: (uid) => (uid === person ? name : ''), health, needs })));
    }
  }
  return [...said.values()].map(({ rule, facts, other }) => ({
    rule: rule.uid, title: rule.title, basis: rule.basis, version: rule.version, kind: rule.content.kind === 'missed' ? 'eligibility' : rule.content.kind, result: rule.content.result === 'forbid' ? 'forbid' : 'warn',
    facts: facts.length > NAMED ? say(lang, words, 'moreMembers', { named: facts.slice(0, NAMED).join('; '), more: facts.length - NAMED }) : facts.join('; '), other,
  }));
}

/** A fact that begins with the member's name already says whose it is. */
function withName(name: string, facts: string): string {
  return facts.startsWith(`${name}:`) ? facts : `${name}: ${facts}`;
}

/** The other parts of a kelompok, as one recipient. */
function groupParts(office: Reader, group: StoredRecord, programmes: AidProgrammes, but: string | null): AidEnrolment[] {
  return recordsWhere(office, 'enrolment', 'peopleGroup', group.uid).flatMap(({ uid, values }): AidEnrolment[] => {
    const programme = programmes.get(String(values.programme));
    if (!programme || uid === but || (values.voided ?? null) !== null) return [];
    return [{ uid, programme, person: group.uid, family: group.uid, places: [], status: codeFor('TEPAT.statusKepesertaan', values, 'status') ?? enrolmentStatus.active, start: textOf(values.start), end: textOf(values.end) }];
  });
}
