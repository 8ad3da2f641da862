import { entities } from '../rules/entities.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { ChangeId } from '../store/change-log.ts';
import type { Span } from './ledger.ts';
import { inRanges } from './net-changes.ts';

/** What this office says to another about that one's records: a proposal that was not answered, or an answer to one of theirs. `place` is the code of whom it concerns. */
interface Word { readonly entity: number; readonly record: number; readonly place: string; readonly takenBack: 0 | 1 }

type Said = ChangeId & { readonly tx: number };

/** How many words wait for an office, and the transaction that said the last of them; null where none does. */
export interface UnsentWords { readonly count: number; readonly lastTx: number | null }

/**
 * Counts what an office (by its code) is to be told and was not: own proposals about its records and answers to its own of which the last
 * change lies within the ranges that it was not told. A proposal that was taken back before it went is none. An office between the two may
 * hold it, but cannot answer nor carry it on: nothing waits for that one. What there is to tell is looked up once, however many offices are asked about.
 */
export function unsentWords(office: Reader): (code: string, untold: readonly Span[]) => UnsentWords {
  let words: readonly Word[] | undefined;
  return (code, untold) => {
    words ??= ownWords(office);
    const waiting = words.flatMap((word) => (word.place === code ? (saidIn(office, word, untold) ?? []) : []));
    return { count: waiting.length, lastTx: waiting.length === 0 ? null : Math.max(...waiting) };
  };
}

function ownWords(office: Reader): readonly Word[] {
  return sql(office, `SELECT ${entities.proposal.id} AS entity, p.id AS record, p.withdrawn IS NOT NULL AS takenBack, coalesce((SELECT f.owner FROM family f WHERE f.uid = p.record), (SELECT o.owner FROM person o WHERE o.uid = p.record), '') AS place
    FROM proposal p WHERE p.owner = @code AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.proposal = p.uid)
    UNION ALL SELECT ${entities.answer.id}, a.id, 0, p.owner FROM answer a CROSS JOIN proposal p ON p.uid = a.proposal WHERE a.owner = @code AND p.owner <> @code`).all({ code: office.identity.code }) as Word[];
}

/** The last transaction of a word that was not told; null for one that was told, or taken back before it was. */
function saidIn(office: Reader, { entity, record, takenBack }: Word, untold: readonly Span[]): number | null {
  const line = sql(office, `SELECT c.device, c.epoch, c.counter, c.tx FROM change c WHERE c.entity = ? AND c.record = ? AND ${ofEitherKind('c')} AND c.taken = 1 ORDER BY c.field, c.tx, c.counter`).all(entity, record) as Said[];
  const { within } = inRanges(untold);
  const said = line.filter(within);
  return said.length === 0 || (takenBack === 1 && said[0] === line[0]) ? null : Math.max(...said.map(({ tx }) => tx));
}
