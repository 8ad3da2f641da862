import { quotaTally, readQuota } from '../../rules/enrolment/quota.ts';
import type { FullRegion, Quota } from '../../rules/enrolment/quota.ts';
import { fail } from '../../rules/failure.ts';
import { isInside, isRegionCode } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { narrowing, needRecord, requireOwn } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { enrolmentStatus, receivingStatuses } from '../states.ts';
import { partJoins, personHere } from './parts.ts';

/** A region with its places in a programme. */
export interface QuotaRow {
  readonly region: string;
  /** Null where nobody set a quota. */
  readonly places: number | null;
  readonly used: number;
  /** Places left; less than none where more receive than there are places. */
  readonly free: number | null;
  readonly waiting: number;
}

export interface QuotaView {
  readonly rows: readonly QuotaRow[];
  readonly places: number;
  readonly used: number;
  readonly waiting: number;
  /** Whose reference data sets it, where it may not be changed here. */
  readonly setBy: string | null;
  readonly editable: boolean;
}

/** The places of a programme by region: those with a quota, and every region where somebody receives or waits. */
export function quotaView(office: Reader, id: string, scope: Scope): QuotaView {
  const programme = needRecord(office, 'programme', id);
  const quota = readQuota(programme.values.quota);
  const area = narrowing(office, scope);
  const [used, waiting] = [countByRegion(office, id, receivingStatuses), countByRegion(office, id, [enrolmentStatus.proposed])];
  const tally = quotaTally(quota, used);
  const uncovered = [...new Set([...used.keys(), ...waiting.keys()])].filter((region) => !Object.hasOwn(quota, region));
  const waitingIn = (code: string): number => [...waiting].reduce((sum, [region, count]) => (isInside(region, code) ? sum + count : sum), 0);
  const rows = [
    ...Object.entries(quota).map(([region, places]): QuotaRow => ({ region, places, used: tally.usedIn(region), free: places - tally.usedIn(region), waiting: waitingIn(region) })),
    ...uncovered.map((region): QuotaRow => ({ region, places: null, used: used.get(region) ?? 0, free: null, waiting: waiting.get(region) ?? 0 })),
  ].filter(({ region }) => area === null || isInside(region, area) || isInside(area, region)).sort((a, b) => a.region.localeCompare(b.region));
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0);
  // A region inside another that has a quota is counted there already.
  const outer = Object.entries(quota).filter(([code]) => !Object.keys(quota).some((other) => other !== code && isInside(code, other)));
  const setBy = quotaIssuer(office, programme);
  return {
    rows, places: outer.reduce((all, [, places]) => all + places, 0), used: sum(used), waiting: sum(waiting), setBy,
    editable: setBy === null && (programme.values.owner ?? office.identity.code) === office.identity.code,
  };
}

/** Sets places by region; `null` takes a region's quota away. Errors: NOT_FOUND, NOT_OWNER, QUOTA_FROM_ABOVE, NO_REGION. */
export function saveQuota(office: Writer, actor: Actor, input: { programme: string; places: Readonly<Record<string, number | null>>; reason?: string }): { regions: number } {
  const programme = needRecord(office, 'programme', input.programme);
  requireOwn(office, programme);
  const issuer = quotaIssuer(office, programme);
  if (issuer !== null) fail('QUOTA_FROM_ABOVE', { name: issuer });
  for (const code of Object.keys(input.places)) if (!isRegionCode(code)) fail('NO_REGION', { code });
  const after = Object.entries({ ...readQuota(programme.values.quota), ...input.places }).filter(([, places]) => places !== null).sort(([a], [b]) => a.localeCompare(b));
  writeChanges(office, { user: actor.user, kind: 'edit', reason: input.reason ?? null }, (log) => {
    log.update('programme', programme.id, { quota: after.length === 0 ? null : JSON.stringify(Object.fromEntries(after)) });
  });
  return { regions: after.length };
}

/** Who sets the quota of a programme that nobody owns: whoever's reference data is in force here. */
function quotaIssuer(office: Reader, programme: StoredRecord): string | null {
  if ((programme.values.owner ?? null) !== null) return null;
  return (sql(office, 'SELECT issuerName FROM reference WHERE issuer <> ?').pluck().get(office.identity.code) as string | undefined) ?? null;
}

/** The places of a programme, to be taken one by one. */
export function openTally(office: Reader, programme: StoredRecord): { full(region: string | null): FullRegion | null; take(region: string | null): void } {
  const quota: Quota = readQuota(programme.values.quota);
  return quotaTally(quota, Object.keys(quota).length === 0 ? new Map() : countByRegion(office, programme.uid, receivingStatuses));
}

/** How many parts of these states there are by the region of the family; of proposals only those who could still be taken. */
function countByRegion(office: Reader, programme: string, statuses: readonly number[]): Map<string, number> {
  const here = statuses.includes(enrolmentStatus.proposed) ? `AND coalesce(s.active, k.ended IS NULL) = 1 AND (p.id IS NULL OR ${personHere})` : '';
  const rows = sql(office, `SELECT coalesce(s.region, k.region, '') AS region, count(*) AS n FROM enrolment e ${partJoins}
    WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) IN (${statuses.join(',')}) ${here} GROUP BY 1`).all(programme) as { region: string; n: number }[];
  return new Map(rows.map(({ region, n }) => [region, n]));
}
