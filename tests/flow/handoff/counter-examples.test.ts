import { beforeEach, describe, expect, it } from 'vitest';
import { clonePc, decide, edit, exportTo, forgetNames, makePc, openAt, receive, restorePc, trust } from '../../helpers/memory-office.ts';
import type { MemoryPackage, MemoryPc } from '../../helpers/memory-office.ts';

/**
 * The smallest histories that a seed of the simulation failed on, each with its name. They run on registers in memory,
 * with the engine's own functions.
 */
const FAMILY = 'family 1';
let pc1: MemoryPc;
let pc2: MemoryPc;
let kecamatan: MemoryPc;
let kota: MemoryPc;
let kept: Map<MemoryPc, Map<string, MemoryPackage>>;

beforeEach(() => {
  forgetNames();
  kept = new Map();
  pc1 = makePc('64.74.03.1001', 'pc1');
  edit(pc1, (ledger) => ledger.create('family', FAMILY, { owner: '64.74.03.1001', region: '64.74.03.1001', address: 'Jl. 1', rt: '001', rw: '001', status: 1 }));
  pc2 = clonePc(pc1, 'pc2');
  kecamatan = makePc('64.74.03', 'kecamatan');
  kota = makePc('64.74', 'kota');
  for (const below of [pc1, pc2]) for (const above of [kecamatan, kota]) for (const [one, other] of [[below, above], [above, below]] as const) trust(one, other);
  trust(pc1, pc2);
  trust(pc2, pc1);
});

const set = (one: MemoryPc, values: Record<string, string>): void => edit(one, (ledger) => ledger.update('family', ledger.find('family', FAMILY) ?? 0, values));
const value = (one: MemoryPc, field: string): unknown => one.ledger.record('family', one.ledger.find('family', FAMILY) ?? 0)?.values[field];
const take = (to: MemoryPc, ...files: MemoryPackage[]) => {
  const own = kept.get(to) ?? new Map<string, MemoryPackage>();
  kept.set(to, own);
  return receive(to, files, own);
};
/** Hands a report over and brings the answer back. */
const hand = (from: MemoryPc, to: MemoryPc): string[] => {
  const { outcomes, answers } = take(to, exportTo(from, [to]));
  take(from, ...answers);
  return outcomes;
};

describe('what two PCs changed alike', () => {
  it('reaches an office that holds one of the two changes beside another value', () => {
    set(pc1, { notes: 'lama' });
    hand(pc1, kota);
    set(pc2, { notes: 'sama' });
    hand(pc2, kota);
    expect(openAt(kota)).toHaveLength(1);
    set(pc1, { notes: 'sama' });
    hand(pc2, pc1);
    expect(openAt(pc1)).toEqual([]);
    hand(pc1, kota);
    expect([value(kota, 'notes'), openAt(kota)]).toEqual(['sama', []]);
  });

  it('closes a question above that both sides no longer have, although neither change rests on all that stands there', () => {
    set(pc1, { address: 'Jl. 2' });
    set(pc2, { address: 'Jl. 2' });
    hand(pc1, kota);
    hand(pc2, kota);
    set(pc1, { rt: '003' });
    set(pc2, { rt: '003' });
    hand(pc1, kota);
    expect(openAt(kota)).toHaveLength(1);
    hand(pc2, kota);
    expect([value(kota, 'rt'), openAt(kota)]).toEqual(['003', []]);
  });
});

describe('a group of fields', () => {
  it('shows in a question what the sender has in every field, also in those of an earlier package', () => {
    set(pc1, { address: 'Jl. 3' });
    set(pc2, { rw: '004' });
    hand(pc2, pc1);
    set(pc2, { address: 'Jl. 4' });
    hand(pc2, pc1);
    expect(openAt(pc1).map((one) => [one.values.address, one.values.rw])).toEqual([['Jl. 4', '004']]);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'ours');
    hand(pc1, pc2);
    for (const field of ['address', 'rw', 'rt']) expect(value(pc2, field)).toBe(value(pc1, field));
    expect([openAt(pc1), openAt(pc2)]).toEqual([[], []]);
  });

  it('is decided whole: who takes the decision needs nothing else of either side', () => {
    set(pc1, { address: 'Jl. 5', rt: '002' });
    set(pc2, { address: 'Jl. 5', rt: '003' });
    hand(pc2, pc1);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'theirs');
    hand(pc1, kecamatan);
    hand(pc1, pc2);
    expect([value(kecamatan, 'address'), value(kecamatan, 'rt')]).toEqual(['Jl. 5', '003']);
    expect(openAt(pc2)).toEqual([]);
  });
});

describe('a PC that was restored', () => {
  const backup = () => structuredClone(pc1.ledger.state);

  it('is given back a change that stands beside another here, and decides', () => {
    hand(pc1, kecamatan);
    const before = backup();
    set(pc1, { notes: 'hilang' });
    hand(pc1, kecamatan);
    restorePc(pc1, before);
    const again = backup();
    set(pc1, { notes: 'baru' });
    expect(hand(pc1, kecamatan)).toEqual(['parked']);
    restorePc(pc1, again);
    set(pc1, { notes: 'terakhir' });
    for (let round = 0; round < 6; round += 1) {
      hand(pc1, kecamatan);
      hand(kecamatan, pc1);
      for (const { id } of openAt(pc1)) decide(pc1, id, 'ours');
    }
    expect([value(kecamatan, 'notes'), openAt(kecamatan), openAt(pc1)]).toEqual(['terakhir', [], []]);
    expect(kecamatan.ledger.state.packages.filter((one) => one.outcome === 'parked')).toEqual([]);
  });

  it('waits with what the other PC made of its lost change until it has that back', () => {
    hand(pc1, pc2);
    const before = backup();
    set(pc1, { address: 'Jl. 6' });
    hand(pc1, pc2);
    set(pc2, { rw: '007' });
    restorePc(pc1, before);
    take(pc1, exportTo(pc2, [pc1]));
    expect(value(pc1, 'rw')).toBe('001');
    for (let round = 0; round < 3; round += 1) {
      hand(pc1, pc2);
      hand(pc2, pc1);
    }
    expect([value(pc1, 'address'), value(pc1, 'rw')]).toEqual(['Jl. 6', '007']);
  });
});

it('a package that lacked something is applied, or settled, when another office brought it', () => {
  set(pc2, { notes: 'satu' });
  const [first] = [exportTo(pc2, [kecamatan])];
  take(pc2, ...take(kecamatan, first).answers);
  set(pc2, { notes: 'dua' });
  const second = exportTo(pc2, [kecamatan]);
  const fresh = makePc('64.74.03', 'kecamatan pengganti');
  for (const one of [pc1, pc2]) trust(fresh, one);
  trust(pc1, fresh);
  trust(pc2, fresh);
  expect(take(fresh, second).outcomes).toEqual(['parked']);
  hand(pc2, pc1);
  take(fresh, exportTo(pc1, [fresh], true));
  expect([value(fresh, 'notes'), fresh.ledger.state.packages.filter((one) => one.outcome === 'parked')]).toEqual(['dua', []]);
});
