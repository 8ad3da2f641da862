import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { acknowledgedTo } from './ranges.ts';
import type { OwnRange } from './ranges.ts';
import { readLedger } from './sqlite-ledger.ts';
import { relationTo, trustedCards } from './trust.ts';
import { DELIVERED } from './undelivered.ts';

/** How far a record has gone: when it first left with a report for an office above, and the codes of those that acknowledged it. */
export interface Way {
  readonly sentAt: string | null;
  readonly acknowledged: readonly string[];
}

/** The way up of records that were made in this office, by id; one that another office made has none. */
export function waysOf(office: Reader, entity: EntityKey, uids: readonly string[]): ReadonlyMap<string, Way> {
  if (uids.length === 0) return new Map();
  const ledger = readLedger(office);
  const above = [...new Map(trustedCards(office).map(({ card }) => [card.officeId, card.code]))].filter(([, code]) => relationTo(office.identity.code, code) === 'above');
  const sent = (sql(office, `SELECT at, ranges, receivers FROM packageOut WHERE kind = 'LAPORAN' AND ${DELIVERED} ORDER BY at`).all() as { at: string; ranges: string; receivers: string }[])
    .filter((row) => (JSON.parse(row.receivers) as { officeId: string }[]).some((one) => above.some(([officeId]) => officeId === one.officeId)))
    .map((row) => ({ at: row.at, ranges: JSON.parse(row.ranges) as OwnRange[] }));
  const makings = sql(office, `SELECT r.uid, c.device, c.epoch, c.counter FROM json_each(?) j CROSS JOIN "${entity}" r ON r.uid = j.value CROSS JOIN change c ON c.entity = ${entities[entity].id} AND c.record = r.id AND c.field = 0 JOIN device d ON d.no = c.device
    WHERE d.office = ?`).all(JSON.stringify(uids), office.identity.code) as { uid: string; device: number; epoch: number; counter: number }[];
  return new Map(makings.map(({ uid, device, epoch, counter }) => [uid, {
    sentAt: sent.find(({ ranges }) => ranges.some((range) => range.device === device && range.epoch === epoch && counter > range.from && counter <= range.to))?.at ?? null,
    acknowledged: above.filter(([officeId]) => acknowledgedTo(ledger, officeId, device, epoch) >= counter).map(([, code]) => code),
  }]));
}
