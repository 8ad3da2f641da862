import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { mayTouch } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import type { OfficeName } from '../duplicates/pair-sides.ts';
import { voidReason } from '../states.ts';
import { doubleDeliveries } from './counting.ts';
import type { Double } from './counting.ts';
import { needDelivery } from './record-deliveries.ts';

/** One of the deliveries that may be the same. */
export interface DoubleSide {
  readonly id: string; readonly office: string; readonly officeName: string; readonly own: boolean; readonly counts: boolean; readonly date: string | null; readonly status: number | null;
  readonly rupiah: number | null; readonly quantity: number | null; readonly unit: string | null; readonly takenBy: string | null; readonly officer: string | null;
}

/** A recipient whose delivery of a phase was recorded more than once. */
export interface DoubleLine {
  readonly recipient: string; readonly family: string; readonly name: string; readonly rt: string | null; readonly rw: string | null; readonly sides: readonly DoubleSide[];
}

/** One question: all the recipients of a programme and phase that were recorded more than once. */
export interface DoubleQuestion {
  readonly id: string; readonly programme: string; readonly programmeName: string; readonly phase: string;
  /** Whether one of the deliveries that do not count is this office's, so that it is asked here. */
  readonly own: boolean;
  readonly lines: readonly DoubleLine[];
}

type SideRow = Omit<DoubleSide, 'officeName' | 'own' | 'counts'> & { readonly family: string; readonly name: string | null; readonly region: string | null; readonly rt: string | null; readonly rw: string | null };

const sideText = `SELECT d.uid AS id, coalesce(d.owner, '') AS office, d.date AS date, d.status AS status, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit, d.takenBy AS takenBy, d.officer AS officer,
    s.uid AS family, coalesce(p.name, s.head, '') AS name, s.region AS region, s.rt AS rt, s.rw AS rw
  FROM delivery d LEFT JOIN person p ON p.uid = d.person
  LEFT JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = d.family AND a.ended IS NULL), d.family) WHERE d.uid = ?`;

/** What was handed over according to more than one PC or office, a question for each programme and phase; it counts once meanwhile. */
export function listDoubles(office: Reader, scope: Scope, officeName: OfficeName): DoubleQuestion[] {
  const side = sql(office, sideText);
  const groups = Map.groupBy(doubleDeliveries(office), (one) => `penyaluran-${one.programme}-${one.phase}`);
  return [...groups].flatMap(([id, doubles]) => {
    const lines = doubles.flatMap((one) => lineOf(office, one, (uid) => side.get(uid) as SideRow, scope, officeName));
    const [first] = doubles;
    if (!first || lines.length === 0) return [];
    const programmeName = sql(office, 'SELECT coalesce(shortName, name) FROM programme WHERE uid = ?').pluck().get(first.programme) as string | undefined;
    return [{ id, programme: first.programme, programmeName: programmeName ?? '', phase: first.phase, own: lines.some(isAskedHere), lines }];
  });
}

/** How many questions {@link listDoubles} has for this office to answer. */
export function countDoubles(office: Reader, scope: Scope): number {
  return listDoubles(office, scope, (code) => code).filter((one) => one.own).length;
}

function isAskedHere({ sides }: DoubleLine): boolean {
  return sides.some((side) => side.own && !side.counts);
}

function lineOf(office: Reader, double: Double, sideOf: (uid: string) => SideRow, scope: Scope, officeName: OfficeName): DoubleLine[] {
  const rows = [double.counts, ...double.others].map(sideOf);
  const [first] = rows;
  if (!first || !mayTouch(office, first.region, scope)) return [];
  const sides = rows.map(({ family: _family, name: _name, region: _region, rt: _rt, rw: _rw, ...side }, place): DoubleSide => ({
    ...side, officeName: officeName(side.office), own: side.office === office.identity.code, counts: place === 0,
  }));
  return [{ recipient: double.recipient, family: first.family, name: first.name ?? '', rt: first.rt, rw: first.rw, sides }];
}

export interface DoubleAnswer {
  readonly programme: string;
  readonly phase: string;
  /** `same`: one handing over, recorded twice. `different`: two, the second of which gets a phase of its own. */
  readonly verdict: 'same' | 'different';
  /** Only these people or families; all of the question without. */
  readonly recipients?: readonly string[] | undefined;
  readonly otherPhase?: string | undefined;
  readonly reason: string;
}

/**
 * Answers for the deliveries of this office that do not count: struck out as recorded twice, or given a phase of their
 * own. The one that counts stays, so that two offices that answer at once never strike out both. Errors: NOT_FOUND
 * (nothing here to answer), OUTSIDE_AREA, INVALID_INPUT (the other phase is missing or taken).
 */
export function settleDoubles(office: Writer, actor: Actor, answer: DoubleAnswer): { settled: number } {
  const own = doubleDeliveries(office)
    .filter((one) => one.programme === answer.programme && one.phase === answer.phase && (answer.recipients?.includes(one.recipient) ?? true))
    .flatMap((one) => one.others).filter((uid) => ownerOf(office, uid) === office.identity.code).map((uid) => needDelivery(office, actor, uid));
  if (own.length === 0) fail('NOT_FOUND', { id: `${answer.programme} ${answer.phase}` });
  const otherPhase = answer.verdict === 'different' ? freePhase(office, answer) : null;
  writeChanges(office, { user: actor.user, kind: 'deliver', reason: answer.reason }, (log) => {
    for (const { id } of own) log.update('delivery', id, otherPhase === null ? { voided: voidReason.double } : { phase: otherPhase });
  });
  return { settled: own.length };
}

function freePhase(office: Reader, { programme, phase, otherPhase }: DoubleAnswer): string {
  const said = otherPhase?.trim() ?? '';
  const taken = (name: string): boolean => sql(office, 'SELECT 1 FROM delivery WHERE programme = ? AND phase = ? AND voided IS NULL LIMIT 1').get(programme, name) !== undefined;
  if (said !== '') return taken(said) ? fail('INVALID_INPUT', { detail: 'otherPhase' }) : said;
  for (let count = 2; ; count += 1) if (!taken(`${phase} (${count})`)) return `${phase} (${count})`;
}

function ownerOf(office: Reader, uid: string): unknown {
  return sql(office, 'SELECT owner FROM delivery WHERE uid = ?').pluck().get(uid);
}
