import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { entityOfId, fieldOfId } from '../rules/entities.ts';
import type { CheckContext } from '../rules/checks.ts';
import type { FieldValue } from '../rules/field.ts';
import { openConnection } from '../store/connection.ts';
import { deriveFamily } from './derive.ts';
import type { Derived, ProgrammeNumbers, SummaryRow } from './derive.ts';
import type { Fact, FamilyFacts } from './family-facts.ts';
import { isKnownDistrict } from './known-district.ts';
import { readSearchTables } from './search-tables.ts';
import type { SearchTables } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';

/** A record as it was written: entity and local number, id, and its text in the log (`rowText`). */
export type WrittenRecord = readonly [entity: number, id: number, uid: string, text: string];

/** What the deriving thread is told. `signal[0]` counts its answers. */
export interface DeriveTask {
  readonly port: MessagePort;
  readonly signal: Int32Array;
  readonly context: Omit<CheckContext, 'isKnownRegion'>;
  readonly programmes: ProgrammeNumbers;
  readonly tx: number;
  /** How the search tables are made, where the thread builds them; null where the register has words already. */
  readonly searchSql: readonly string[] | null;
}

/** Families as they were written, each with its records, itself first; or that there are no more. */
export type DeriveOrder = { readonly families: readonly (readonly WrittenRecord[])[] } | { readonly end: true };
export type DeriveAnswer =
  | { readonly summaries: readonly SummaryRow[]; readonly search: readonly Derived[] | null }
  | { readonly tables: SearchTables | null }
  | { readonly fault: string };

function main(task: DeriveTask): void {
  const { port, signal, programmes, tx } = task;
  const context: CheckContext = { ...task.context, isKnownRegion: isKnownDistrict };
  // Never on a disk, so not encrypted: what is built here is copied into the register.
  const search = task.searchSql && openConnection(':memory:', { journal: 'TRUNCATE' });
  for (const text of task.searchSql ?? []) search?.exec(text);
  search?.exec('BEGIN');
  const index = search && searchWriter(search);
  const answer = (message: DeriveAnswer): void => {
    port.postMessage(message);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  port.on('message', (order: DeriveOrder) => {
    try {
      if ('families' in order) {
        const derived = order.families.map((records) => deriveFamily(factsOf(records), tx, programmes, context));
        if (index) for (const one of derived) index(one);
        answer({ summaries: derived.map((one) => one.summary), search: index ? null : derived });
        return;
      }
      search?.exec('COMMIT');
      answer({ tables: search && readSearchTables(search) });
      search?.close();
      port.close();
    } catch (error) {
      answer({ fault: String(error) });
      port.close();
    }
  });
}

/** The records of a family, put together again from their texts. */
function factsOf([family, ...others]: readonly WrittenRecord[]): FamilyFacts {
  const of = (entity: string): Fact[] => others.filter(([id]) => entityOfId(id)?.key === entity).map(factOf);
  if (!family) throw new Error('a family without a record');
  return { family: factOf(family), people: of('person'), rankings: of('ranking'), enrolments: of('enrolment'), former: [] };
}

function factOf([entityId, id, uid, text]: WrittenRecord): Fact {
  const entity = entityOfId(entityId)?.key;
  const values: Record<string, FieldValue> = {};
  for (const [number, value] of JSON.parse(text) as [number, FieldValue][]) {
    const field = entity && fieldOfId(entity, number);
    if (field) values[field.key] = value;
  }
  return { id, uid, values };
}

if (parentPort) main(workerData as DeriveTask);
