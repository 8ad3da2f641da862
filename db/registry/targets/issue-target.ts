import type { AidRule, AidTest } from '../../rules/aid/aid-rule.ts';
import { fail } from '../../rules/failure.ts';
import { isInside, regionLevel } from '../../rules/region-code.ts';
import { targetPurpose } from '../../rules/schemes/target-set.ts';
import type { TargetContent } from '../../rules/schemes/target-set.ts';
import { writeChanges } from '../../store/change-log.ts';
import { newId } from '../../store/new-id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { requireWholeOffice } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { findingKinds } from '../aid/aid-finding.ts';
import { judgeAll } from '../aid/judge-all.ts';
import { filterCondition } from '../family-filter.ts';
import { needTargetSet, slicesOf } from './target-sets.ts';

/** A family that a target list chooses, as its office is told of it. */
interface Chosen {
  readonly family: string; readonly name: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  /** The kelurahan or desa that it goes to; null when none can be told. */
  readonly office: string | null;
}

interface Head extends Omit<Chosen, 'office'> { readonly number: number; readonly owner: string | null; readonly region: string | null }

/** What a target list would hold. */
export interface TargetTrial {
  readonly families: number;
  /** Families that the answers do not tell about. */
  readonly untold: number;
  /** Families chosen that no kelurahan or desa can be told for: they go to nobody. */
  readonly placeless: number;
  readonly offices: readonly { readonly code: string; readonly families: number }[];
}

/** Whom a target list would choose, office by office, before it is issued. */
export function tryTarget(office: Reader, scope: Scope, content: TargetContent): TargetTrial {
  const { chosen, untold } = choose(office, scope, content);
  const offices = [...Map.groupBy(chosen.filter((one) => one.office !== null), (one) => String(one.office))].map(([code, of]) => ({ code, families: of.length }));
  return { families: chosen.length, untold, placeless: chosen.filter((one) => one.office === null).length, offices: offices.sort((a, b) => a.code.localeCompare(b.code)) };
}

function choose(office: Reader, scope: Scope, content: TargetContent): { chosen: Chosen[]; untold: number } {
  const { where, params } = filterCondition(office, {}, scope);
  const heads = sql(office, `SELECT s.family AS number, s.uid AS family, s.head AS name, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, f.owner AS owner
    FROM familySummary s JOIN family f ON f.id = s.family WHERE ${where} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as Head[];
  const fits = judgeTest(office, content.test);
  const chosen: Chosen[] = [];
  let untold = 0;
  for (const { number, owner, region, ...head } of heads) {
    const fit = fits.get(number);
    if (fit === true) chosen.push({ ...head, office: officeOf(office, owner, region) });
    else if (fit === undefined) untold += 1;
  }
  return { chosen, untold };
}

/** What a test says of each active family by its number; one that it cannot tell of is not there. In one reading of the register, as the lists of aid. */
function judgeTest(office: Reader, test: AidTest): ReadonlyMap<number, boolean> {
  // Nobody receives a programme without an id, so that whoever fits is "missed": by the test, or else by its opposite.
  const ruleOf = (uid: string, asked: AidTest): AidRule => ({ uid, title: '', basis: null, version: 1, from: null, to: null, content: { kind: 'missed', programmes: { uids: ['-'] }, test: asked, result: 'warn' } });
  const said = new Map<number, boolean>();
  for (const { family, days: [day] } of judgeAll(office, [ruleOf('fits', test), ruleOf('fails', { not: test })], [today(office)])) {
    const found = day?.findings.find((one) => one.kind === findingKinds.missed);
    if (found) said.set(family, found.rule === 'fits');
  }
  return said;
}

/** Who works with a family: its owner below this office, else where it lives. */
function officeOf(office: Reader, owner: string | null, region: string | null): string | null {
  const own = office.identity.code;
  return [owner, region].find((code): code is string => code !== null && code !== own && regionLevel(code) === 'kelurahan' && isInside(code, own)) ?? null;
}

export interface TargetInput {
  /** The target list that is chosen anew, as its next version. */
  readonly id?: string;
  readonly title: string;
  readonly content: TargetContent;
}

/**
 * Chooses the families of a target list and makes a list for each office below; the lists of the version before are
 * taken back. They leave with the next SASARAN to each. Errors: TARGET_FROM_ABOVE, TARGET_EMPTY, NOT_FOUND, NOT_OWNER, OUTSIDE_AREA.
 */
export function issueTarget(office: Writer, actor: Actor, input: TargetInput): TargetTrial & { id: string; version: number } {
  requireWholeOffice(office, actor.scope);
  const owner = office.identity.code;
  if (regionLevel(owner) === 'kelurahan') fail('TARGET_FROM_ABOVE');
  const before = input.id === undefined ? null : needTargetSet(office, input.id);
  if (before && !before.own) fail('NOT_OWNER', { owner: '' });
  const { chosen, untold } = choose(office, actor.scope, input.content);
  const offices = Map.groupBy(chosen.filter((one) => one.office !== null), (one) => String(one.office));
  if (offices.size === 0) fail('TARGET_EMPTY');
  const [id, version, day] = [before?.id ?? newId(), (before?.version ?? 0) + 1, today(office)];
  const set = { title: input.title, version, content: JSON.stringify(input.content), chosenOn: day, ended: null };
  writeChanges(office, { user: actor.user, kind: 'target', reason: input.title }, (log) => {
    for (const list of slicesOf(office, id)) log.update('targetList', list, { withdrawn: day });
    const number = sql(office, 'SELECT id FROM targetSet WHERE uid = ?').pluck().get(id) as number | undefined;
    if (number === undefined) log.create('targetSet', set, id);
    else log.update('targetSet', number, set);
    for (const [code, families] of offices) {
      const list = log.create('targetList', { owner, office: code, title: input.title, purpose: targetPurpose, issuedOn: day, targetSet: id, version, content: set.content });
      families.forEach(({ office: _office, ...one }, place) => log.create('task', { owner, office: code, list: list.uid, sequence: place + 1, ...one }));
    }
  });
  return {
    id, version, families: chosen.length, untold, placeless: chosen.filter((one) => one.office === null).length,
    offices: [...offices].map(([code, of]) => ({ code, families: of.length })),
  };
}
