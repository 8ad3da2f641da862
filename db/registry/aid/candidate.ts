import type { AidEnrolment, AidFamily } from '../../rules/aid/aid-facts.ts';
import type { AidRule } from '../../rules/aid/aid-rule.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import { judgeCandidate } from '../../rules/aid/judge-recipients.ts';
import type { AidReason } from '../../rules/aid/aid-reasons.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { aidEn } from '../../rules/text/aid.en.ts';
import { aidId } from '../../rules/text/aid.id.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { loadFamilies } from '../family-facts.ts';
import { enrolmentStatus } from '../states.ts';
import { outsideTargets } from '../targets/outside-target.ts';
import { aidFamily, aidProgrammes, houseEnrolments, placesOf } from './aid-families.ts';
import type { AidProgrammes } from './aid-families.ts';
import { listAidRules } from './aid-rules.ts';

/** What a rule says about somebody who is to be enrolled. */
export interface AidObjection {
  readonly rule: string;
  readonly title: string;
  readonly basis: string | null;
  readonly version: number;
  readonly kind: 'overlap' | 'eligibility' | 'anomaly';
  readonly result: 'warn' | 'forbid';
  /** The facts by which it fires, in words. */
  readonly facts: string;
  /** The other part in a programme, where two meet. */
  readonly other: string | null;
}

export interface Candidate {
  readonly programme: StoredRecord;
  readonly family: StoredRecord;
  readonly person: StoredRecord | null;
  readonly start: string;
  /** The house that is to receive, where one does and it is known; `new` for one that was never recorded. */
  readonly house: string | null;
  /** The proposal that becomes the enrolment, if there is one. */
  readonly present: string | null;
}

/** What is the same for everybody of a list: read once. */
export interface RulesAtHand {
  readonly programmes: AidProgrammes;
  readonly rules: readonly AidRule[];
  readonly needs: ReturnType<typeof needRulesOf>;
}

/** Reads the programmes and rules that candidates are held against, and the rules by which their needs are told. */
export function rulesAtHand(office: Reader): RulesAtHand {
  return { programmes: aidProgrammes(office), rules: listAidRules(office), needs: needRulesOf(office) };
}

/** Everything that the rules say against enrolling somebody; what cannot be told from the answers stands against nobody. */
export function objectionsTo(office: Reader, { programme, family, person, start, house, present }: Candidate, lang: Lang, health: boolean, { programmes, rules, needs } = rulesAtHand(office)): AidObjection[] {
  const of = programmes.get(programme.uid);
  const facts = loadFamilies(office, [family.id])[0];
  if (!of || !facts) return [];
  const aid = aidFamily(office, facts, programmes, today(office), needs);
  const candidate: AidEnrolment = { uid: present ?? '', programme: of, person: person?.uid ?? null, family: family.uid, places: candidatePlaces(family, house), status: enrolmentStatus.active, start, end: null };
  const { overlaps, ineligible, odd } = judgeCandidate(aid, candidate, rules, today(office), houseEnrolments(office, aid, programmes, house));
  const words = (reasons: readonly AidReason[]): string => explainAid(lang, reasons, { nameOf: (uid) => nameIn(aid, uid), health, needs });
  return [
    ...overlaps.map(({ rule, a, b }): AidObjection => ({
      rule: rule.uid, title: rule.title, basis: rule.basis, version: rule.version, kind: 'overlap', result: rule.content.result === 'forbid' ? 'forbid' : 'warn',
      facts: say(lang, { id: aidId, en: aidEn }, 'overlapOwners', { a: a.programme.name, aOwner: a.programme.provider ?? '–', b: b.programme.name, bOwner: b.programme.provider ?? '–' }), other: a.uid === candidate.uid ? b.uid : a.uid,
    })),
    ...[...ineligible, ...odd].map(({ rule, reasons }): AidObjection => ({
      rule: rule.uid, title: rule.title, basis: rule.basis, version: rule.version, kind: rule.content.kind === 'anomaly' ? 'anomaly' : 'eligibility', result: rule.content.result, facts: words(reasons), other: null,
    })),
    ...outsideTargets(office, of, lang)(family),
  ];
}

function nameIn(family: AidFamily, person: string): string {
  return String(family.people.find((one) => one.uid === person)?.values.name ?? '');
}

/** Whoever moves into a house that was not known of him so far may have lived there all along. */
function candidatePlaces(family: StoredRecord, house: string | null): string[] {
  return house !== null && house !== 'new' && family.values.house === null ? [house, ...placesOf(family, null)] : placesOf(family, house === 'new' && family.values.house === null ? null : house);
}
