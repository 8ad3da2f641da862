import { entities } from '../rules/entities.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { decisionsFor, decisionsIn } from './decisions.ts';
import type { Span } from './ledger.ts';

/** What one office says to another about that one's records. */
const WORDS = ['proposal', 'answer'] as const;

/** How many own proposals about an office's records, and answers to its own, lie within these ranges, which it was not told. One that was taken back before it went is none. */
export function unsentWords(office: Reader, code: string, untold: readonly Span[]): number {
  if (!hasWords(office)) return 0;
  const words = new Map([...decisionsFor(office, [code], decisionsIn(office, untold, WORDS))].map((one) => [`${one.entity}.${one.record}`, one]));
  return [...words.values()].filter(({ entity, record }) => entity !== entities.proposal.id || !isTakenBackUntold(office, record, untold)).length;
}

function hasWords(office: Reader): boolean {
  return sql(office, 'SELECT EXISTS (SELECT 1 FROM proposal WHERE owner = @code) OR EXISTS (SELECT 1 FROM answer WHERE owner = @code)').pluck().get({ code: office.identity.code }) === 1;
}

function isTakenBackUntold(office: Reader, record: number, untold: readonly Span[]): boolean {
  const made = sql(office, `SELECT c.device, c.epoch, c.counter FROM proposal p CROSS JOIN change c ON c.entity = ${entities.proposal.id} AND c.record = p.id AND c.field = 0 WHERE p.id = ? AND p.withdrawn IS NOT NULL`)
    .get(record) as { device: number; epoch: number; counter: number } | undefined;
  return made !== undefined && untold.some(({ device, epoch, from }) => device === made.device && epoch === made.epoch && made.counter > from);
}
