import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValues } from '../rules/field.ts';
import { bindRow } from './bind-row.ts';
import { entryDigest, rowsHashText } from './chain-hash.ts';
import { nextSalt } from './salts.ts';

/** New records that another thread made ready, in the order of their entries; plain, to be sent. The log alone writes them. */
export interface PreparedRecords {
  /** The counter of the first entry. */
  readonly first: number;
  readonly count: number;
  /** The statements that the rows are for. */
  readonly inserts: readonly { readonly entity: EntityKey; readonly text: string }[];
  /** JSON of [place of the statement, what is bound] for each record. */
  readonly rows: string;
  readonly salts: Uint8Array;
  readonly digests: Uint8Array;
  /** What a hash of the rows covers: `rowsHashText` of each. */
  readonly said: Uint8Array;
  /** How many of them belong to this office. */
  readonly owned: { readonly family: number; readonly person: number };
  /** The local numbers that the first family and the first person must get, because lists were derived with them. */
  readonly numbers: { readonly family: number; readonly person: number };
}

/** Whose entries are made ready, and from which numbers on: nothing else may be entered until all of them were taken. */
export interface PreparedFor {
  readonly device: number;
  readonly epoch: number;
  /** The last counter in use. */
  readonly counter: number;
  readonly code: string;
  /** The last local numbers in use. */
  readonly last: { readonly family: number; readonly person: number };
}

/** Makes new records ready for the log: what is bound, salts and digests. */
export interface RecordPreparer {
  /** Adds a record; returns the local number that it will get, 0 where that does not matter. */
  add(entity: EntityKey, uid: string, values: FieldValues): number;
  /** What was added since the last time. */
  take(): PreparedRecords;
}

/** Begins to make records ready, for an office that is as `by` says. */
export function recordPreparer(by: PreparedFor): RecordPreparer {
  const next = { family: by.last.family + 1, person: by.last.person + 1 };
  let counter = by.counter;
  let batch = emptyBatch(counter, next);
  return {
    add(entity, uid, values) {
      const { insert, bound, text } = bindRow(entity, uid, values);
      let place = batch.inserts.findIndex((one) => one.text === insert);
      if (place < 0) place = batch.inserts.push({ entity, text: insert }) - 1;
      batch.rows += `${batch.rows === '' ? '' : ','}[${place},${JSON.stringify(bound)}]`;
      const salt = nextSalt();
      const { id } = entities[entity];
      batch.salts.push(Buffer.from(salt));
      batch.digests.push(Buffer.from(entryDigest(salt, { device: by.device, epoch: by.epoch, counter: (counter += 1), entity: id, recordUid: uid, field: 0, old: null, new: text, parent: null, taken: true }), 'latin1'));
      batch.said += rowsHashText(id, uid, 0, text);
      if (entity !== 'family' && entity !== 'person') return 0;
      if (values.owner === by.code) batch.owned[entity] += 1;
      return next[entity]++;
    },
    take() {
      const { first, inserts, rows, salts, digests, said, owned, numbers } = batch;
      batch = emptyBatch(counter, next);
      return { first, count: salts.length, inserts, rows: `[${rows}]`, salts: Buffer.concat(salts), digests: Buffer.concat(digests), said: Buffer.from(said), owned, numbers };
    },
  };
}

interface Batch {
  readonly first: number;
  readonly inserts: { entity: EntityKey; text: string }[];
  rows: string;
  readonly salts: Buffer[];
  readonly digests: Buffer[];
  said: string;
  readonly owned: { family: number; person: number };
  readonly numbers: { readonly family: number; readonly person: number };
}

function emptyBatch(counter: number, next: Batch['numbers']): Batch {
  return { first: counter + 1, inserts: [], rows: '', salts: [], digests: [], said: '', owned: { family: 0, person: 0 }, numbers: { ...next } };
}
