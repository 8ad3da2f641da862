import { createHash, hash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { fieldsOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValues } from '../rules/field.ts';
import type { ChangeId } from './change-log.ts';
import { sortedDigests } from './sorted-digests.ts';

/** The facts of a transaction that its hash covers. */
export interface TxFacts {
  readonly id: number; readonly epoch: number; readonly first: number; readonly last: number; readonly at: string;
  readonly user: string | null; readonly userName: string | null; readonly kind: string; readonly reason: string | null;
  readonly sourceKind: string | null; readonly sourceId: string | null; readonly detail: string | null;
}

/** The hash of a transaction: over the one before, its own facts, and the digests of its entries in order. */
export function chainHash(previous: Buffer, deviceUid: string, facts: TxFacts, entries: Buffer): Buffer {
  const header = JSON.stringify([
    'tepat-tx-1', deviceUid, facts.id, facts.epoch, facts.first, facts.last, facts.at, facts.user, facts.userName, facts.kind,
    facts.reason, facts.sourceKind, facts.sourceId, facts.detail,
  ]);
  return createHash('sha256').update(previous).update(header).update(entries).digest();
}

/** Hashes a transaction's entries, their digests as {@link entryDigest} gives them: its own in the order of their counters, then those of others in the order of their ids. */
export interface EntryHasher {
  add(id: ChangeId, own: boolean, digest: string): void;
  /** Its own next ones, one after the other. */
  addOwn(digests: Uint8Array): void;
  digest(): Buffer;
  /** Removes what it keeps on the disk. */
  drop(): void;
}

/** A hasher for the entries of one transaction; `file` takes what of others' does not fit in memory. */
export function entryHasher(file: string): EntryHasher {
  const own: Hash = createHash('sha256');
  const foreign = sortedDigests(file);
  return {
    add(id, isOwn, digest) {
      if (isOwn) own.update(digest, 'latin1');
      else foreign.add(id, digest);
    },
    addOwn: (digests) => void own.update(digests),
    digest() {
      foreign.update(own);
      return own.digest();
    },
    drop: () => { foreign.drop(); },
  };
}

/** What the digest of one entry covers, in order; `value` is [field number, value] pairs for a made record. */
interface EntryFacts {
  readonly device: number; readonly epoch: number; readonly counter: number; readonly entity: number; readonly recordUid: string;
  readonly field: number; readonly old: string | null; readonly new: string | null; readonly parent: ChangeId | null; readonly taken: boolean;
  /** What the change rests on beside its parent, in order of device, epoch and counter. */
  readonly seen?: readonly ChangeId[];
}

/** The salted digest of an entry: what stays when a value must be destroyed. A byte a letter (latin1), which is had in half the time of a buffer. */
export function entryDigest(salt: Buffer, facts: EntryFacts): string {
  const { seen = [] } = facts;
  const parent = (facts.parent ? idText(facts.parent) : '') + (seen.length === 0 ? '' : `+${seen.map(idText).join('+')}`);
  const text = `${salt.toString('latin1')}|${facts.device}|${facts.epoch}|${facts.counter}|${facts.entity}|${facts.recordUid}|${facts.field}|${parent}|${facts.taken ? 1 : 0}|${facts.old ?? ''}|${facts.new ?? ''}`;
  return hash('sha256', text, 'binary');
}

/** A change id as text. */
export function idText({ device, epoch, counter }: ChangeId): string {
  return `${device}.${epoch}.${counter}`;
}

/** Change ids in order of device, epoch and counter, each once. */
export function inIdOrder(ids: readonly ChangeId[]): ChangeId[] {
  const unique = new Map(ids.map((id) => [idText(id), id]));
  return [...unique.values()].sort((a, b) => a.device - b.device || a.epoch - b.epoch || a.counter - b.counter);
}

/** The values of a record as one canonical text: [field number, value] pairs of what is not empty, by number. */
export function rowText(entity: EntityKey, values: FieldValues): string {
  let text = '';
  for (const field of fieldsOf(entity)) {
    const value = values[field.key];
    if (value === undefined || value === null || value === '') continue;
    text += `${text === '' ? '' : ','}[${field.id},${typeof value === 'number' ? String(value) : JSON.stringify(value)}]`;
  }
  return `[${text}]`;
}

/** One entry in the hash of a batch: a made record's text (field 0), or a changed field's new value as JSON. */
export function rowsHashText(entity: number, recordUid: string, field: number, said: string | null): string {
  return `${entity}|${recordUid}|${field === 0 ? (said ?? '') : `${field}=${said ?? ''}`}\n`;
}
