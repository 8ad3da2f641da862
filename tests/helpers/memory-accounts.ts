import { fieldOfId, groupOf } from '../../db/rules/entities.ts';
import type { EntityKey } from '../../db/rules/entities.ts';
import { covers, vectorOf } from '../../db/rules/merge.ts';
import type { Vector } from '../../db/rules/merge.ts';
import type { ChangeId } from '../../db/store/change-log.ts';
import { groupLine, lineVector } from '../../db/store/group-line.ts';
import type { LineEntry } from '../../db/store/group-line.ts';
import { appliedTo } from '../../db/handoff/ranges.ts';
import type { MemoryState } from './memory-ledger.ts';
import type { MemoryPc } from './memory-office.ts';

/** What a person wrote in one field group of a record: an edit, or the decision of a konflik. Devices by their uid. */
export interface ByHand {
  readonly entity: EntityKey; readonly record: string; readonly field: string; readonly value: unknown; readonly decides: boolean;
  readonly device: string; readonly epoch: number; readonly from: number; readonly to: number;
  /** Everything that the person had before them, their own changes included. */
  readonly knew: Vector;
}

type Work = (one: MemoryPc) => void;

/** Does `work` at a PC and tells what the person wrote, or null when that changed nothing. */
export function byHand(one: MemoryPc, entity: EntityKey, record: string, field: string, decides: boolean, work: Work): ByHand | null {
  const { author, self } = one.ledger.state;
  const from = author.counter + 1;
  work(one);
  if (author.counter < from) return null;
  const number = one.ledger.find(entity, record) ?? 0;
  const standing = groupLine(one.ledger.line(entity, number), entity, field).filter((entry) => entry.taken > 0);
  return {
    entity, record, field, decides, value: one.ledger.record(entity, number)?.values[field] ?? null,
    device: self.deviceUid, epoch: author.epoch, from, to: author.counter, knew: abroad(one, lineVector(standing)),
  };
}

/** A vector of local device numbers as one of uids. */
function abroad(one: MemoryPc, vector: Vector): Vector {
  return new Map([...vector].map(([key, counter]) => {
    const [device = '0', epoch = ''] = key.split('.');
    return [`${one.ledger.state.devices[Number(device) - 1]?.uid ?? ''}.${epoch}`, counter];
  }));
}

interface Account { readonly line: readonly LineEntry[]; readonly local: (made: Pick<ByHand, 'device' | 'epoch' | 'to'>) => ChangeId | null }

function accountOf(one: MemoryPc, made: ByHand): Account | null {
  const number = one.ledger.find(made.entity, made.record);
  if (number === null) return null;
  return {
    // As it was written: what was agreed with since lies aside there, and the question says so.
    line: groupLine(one.ledger.state.records.get(made.entity)?.[number - 1]?.line ?? [], made.entity, made.field),
    local: ({ device, epoch, to }) => {
      const row = one.ledger.deviceByUid(device);
      return row && { device: row.no, epoch, counter: to };
    },
  };
}

/**
 * Every edit that came to a PC is there in exactly one way: it stands, or what stands rests on it; it waits beside that
 * in an open konflik; it waits in quarantine. Names those that are nowhere, or in two places.
 */
export function accountFaults(one: MemoryPc, { pcs, hands }: { readonly pcs: readonly MemoryPc[]; readonly hands: readonly ByHand[] }): string[] {
  const { ledger } = one;
  const waiting = ledger.state.quarantine.filter((row) => row.open);
  return hands.flatMap((made) => {
    if (appliedTo(ledger, made.device, made.epoch).counter < made.to) return [];
    const account = accountOf(one, made);
    const id = account?.local(made);
    if (!account || !id) return [];
    const group = groupOf(made.entity, made.field);
    const stands = covers(lineVector(account.line.filter((entry) => entry.taken > 0)), id);
    const about = questionsAbout(one, made, account, id);
    const asked = !stands && about.some((row) => !row.closed);
    // What rests on an edit that is asked about, and waits for something, says nothing of where the edit itself is.
    const isItself = (row: ChangeId): boolean => row.device === id.device && row.epoch === id.epoch && row.counter <= made.to;
    const set = waiting.some((row) => row.record === made.record && group.includes(fieldOfId(made.entity, row.field)?.key ?? '') && covers(saidBy(row), id) && (!asked || isItself(row)));
    // What stands came to say the same, here or where it was told from: the value stands although nothing rests on this change. What
    // waits here itself was told by somebody who had not agreed with it yet.
    const agreed = !stands && !asked && (saidAlike(one, made) || (!set && pcs.some((other) => saidAlike(other, made))));
    const ways = [(stands || agreed) && 'stands', asked && 'asked', !stands && set && 'waits'].filter((way) => way !== false);
    return ways.length === 1 ? [] : [`${one.name}: ${made.record}.${made.field} of ${made.device}.${made.epoch}.${made.to} is ${ways.length === 0 ? 'nowhere' : ways.join(' and ')}`];
  });
}

/** What a waiting change says: itself, and all that it rests on. */
function saidBy(row: ChangeId & { readonly raw: string }): Vector {
  const { parent = null, seen = [], alike = [] } = JSON.parse(row.raw) as { parent?: ChangeId | null; seen?: readonly ChangeId[]; alike?: readonly ChangeId[] };
  return vectorOf([row, ...(parent ? [parent] : []), ...seen, ...alike]);
}

/** The questions of a PC that an edit is on the other side of. */
function questionsAbout({ ledger }: MemoryPc, made: ByHand, { line }: Account, id: ChangeId): MemoryState['conflicts'] {
  const group = groupOf(made.entity, made.field);
  const questions = ledger.state.conflicts.filter((row) => row.entity === made.entity && row.record === ledger.find(made.entity, made.record) && group.includes(fieldOfId(row.entity, row.field)?.key ?? ''));
  const aside = line.filter((entry) => entry.taken === 0 && covers(lineVector([entry]), id));
  return questions.filter((row) => aside.some((entry) => covers(lineVector(line.filter((beside) => beside.tx === entry.tx && beside.taken === 0)), row.theirs)));
}

function saidAlike(one: MemoryPc, made: ByHand): boolean {
  const account = accountOf(one, made);
  const id = account?.local(made);
  return account !== null && id !== null && id !== undefined && questionsAbout(one, made, account, id).some((row) => row.closedAs === 'agreed');
}

/**
 * No machine decided: every edit that came to its owner's PC holds its value, or a person who knew it wrote something else,
 * and that stands: itself, or in what another person wrote who came to the same value. A decision that gave way to another
 * speaks for nothing.
 */
export function machineFaults(one: MemoryPc, hands: readonly ByHand[]): string[] {
  return hands.filter((made) => !made.decides).flatMap((made) => {
    const account = accountOf(one, made);
    const id = account?.local(made);
    if (!account || !id || !covers(lineVector(account.line), id)) return [];
    const group = groupOf(made.entity, made.field);
    const number = one.ledger.find(made.entity, made.record) ?? 0;
    const now = one.ledger.record(made.entity, number)?.values;
    if (now?.[made.field] === made.value) return [];
    const spoken = hands.some((other) => other !== made && other.entity === made.entity && other.record === made.record && group.includes(other.field)
      && covers(other.knew, { device: made.device, epoch: made.epoch, counter: made.to }) && (standsAt(account, other) || (other.value === now?.[other.field] && (saidAlike(one, other) || isRestedOn(account, other)))));
    return spoken ? [] : [`${one.name}: nobody who knew ${made.record}.${made.field} of ${made.device}.${made.epoch}.${made.to} wrote what stands instead`];
  });
}

/** Whether what stands rests on an edit, though it does not stand itself: a decision that says the same, of whoever met it after. */
function isRestedOn(account: Account, made: ByHand): boolean {
  const id = account.local(made);
  return id !== null && covers(lineVector(account.line.filter((entry) => entry.taken === 1)), id);
}

function standsAt(account: Account, made: ByHand): boolean {
  const id = account.local(made);
  return id !== null && account.line.some((entry) => entry.taken === 1 && entry.device === id.device && entry.epoch === id.epoch && entry.counter >= made.from && entry.counter <= made.to);
}
