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
const waiting = (one: MemoryPc): string[] => one.ledger.state.quarantine.filter((row) => row.open).map((row) => row.reason);
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

describe('a decision that an office came to agree with', () => {
  /** pc1 decides about what pc2 wrote, while pc3 changes the date and changes it back; the city hears of pc3 first, and of what was decided next. */
  const decided = (): MemoryPc => {
    const pc3 = clonePc(pc1, 'pc3');
    for (const [one, other] of [[pc3, kota], [kota, pc3], [pc3, pc1], [pc1, pc3], [pc3, pc2], [pc2, pc3]] as const) trust(one, other);
    set(pc1, { statusDate: '2026-04-01' });
    hand(pc1, pc3);
    hand(pc1, kota);
    set(pc2, { statusReason: 'pindah' });
    hand(pc2, pc1);
    expect(openAt(pc1)).toHaveLength(1);
    set(pc3, { statusDate: '2026-02-01' });
    hand(pc3, kota);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'ours');
    hand(pc1, kota);
    expect([openAt(kota).length, value(kota, 'statusDate')]).toEqual([1, '2026-02-01']);
    set(pc3, { statusDate: '2026-04-01' });
    return pc3;
  };

  it('settles what was decided about there too, when that comes only now', () => {
    const pc3 = decided();
    hand(pc3, kota);
    expect([openAt(kota), value(kota, 'statusDate')]).toEqual([[], '2026-04-01']);
    hand(pc2, kota);
    expect([openAt(kota), value(kota, 'statusReason') ?? null]).toEqual([[], null]);
  });

  it('settles what was decided about there too, when that stood beside it already', () => {
    const pc3 = decided();
    hand(pc2, kota);
    expect(openAt(kota)).toHaveLength(2);
    hand(pc3, kota);
    expect([openAt(kota), value(kota, 'statusReason') ?? null]).toEqual([[], null]);
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

/** A family that PC 1 makes later, for what is said of it before it is known. */
const LATER = 'family 2';
const makeLater = (): void => edit(pc1, (ledger) => ledger.create('family', LATER, { owner: '64.74.03.1001', region: '64.74.03.1001', address: 'Jl. 2', rt: '001', rw: '001', status: 1 }));
const setLater = (one: MemoryPc, values: Record<string, string>): void => edit(one, (ledger) => ledger.update('family', ledger.find('family', LATER) ?? 0, values));

describe('a change that waits for its record', () => {
  it('is judged by what came with it, also when that was settled sooner (seed 62394)', () => {
    set(pc1, { notes: 'a' });
    set(pc2, { notes: 'b' });
    makeLater();
    // With a question open, PC 2 does not report what PC 1 made.
    take(pc2, exportTo(pc1, [pc2]));
    setLater(pc2, { statusDate: '2026-02-01' });
    setLater(pc1, { statusDate: '2026-02-01', statusReason: 'pindah' });
    hand(pc2, pc1);
    for (const { id } of openAt(pc1)) decide(pc1, id, 'ours');
    setLater(pc2, { statusReason: 'pindah' });
    hand(pc2, kecamatan);
    expect(waiting(kecamatan)).toEqual(['RECORD_MISSING', 'RECORD_MISSING']);
    hand(pc1, kecamatan);
    expect([openAt(kecamatan).filter((one) => one.record === kecamatan.ledger.find('family', LATER)), waiting(kecamatan)]).toEqual([[], []]);
  });
});

/** Everyone hands to everyone, so often that all have heard of all; PC 1 decides what it is asked. */
const settle = (take: 'ours' | 'theirs'): MemoryPc['ledger']['state']['conflicts'] => {
  const asked: MemoryPc['ledger']['state']['conflicts'] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const [from, to] of [[pc2, pc1], [pc1, kota], [kota, pc1], [pc1, pc2], [pc2, kota]] as const) hand(from, to);
    for (const one of openAt(pc1)) {
      asked.push(one);
      decide(pc1, one.id, take);
    }
  }
  return asked;
};
/** What all hold of a field, and how many questions are open anywhere. */
const ending = (field: string): unknown[] => [new Set([pc1, pc2, kota].map((one) => value(one, field))), [pc1, pc2, kota].flatMap(openAt).length];

describe('two decisions of one konflik', () => {
  it('end alike, also where one of them stands beside an edit that the other had not seen', () => {
    set(pc1, { notes: 'a' });
    const before = structuredClone(pc1.ledger.state);
    set(pc1, { notes: 'c' });
    hand(pc1, kota);
    set(pc2, { notes: 'b' });
    const early = exportTo(pc2, [pc1]);
    take(pc2, exportTo(pc1, [pc2]));
    restorePc(pc1, before);
    take(pc1, early);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'ours');
    decide(pc2, openAt(pc2)[0]?.id ?? 0, 'ours');
    hand(pc2, kota);
    settle('ours');
    expect(ending('notes')).toEqual([new Set([value(pc1, 'notes')]), 0]);
  });

  it('are asked about once more where one knew an edit that the other did not: no rank decides about that (seed 70962)', () => {
    set(pc1, { notes: 'a' });
    set(pc2, { notes: 'b' });
    const [early, there] = [exportTo(pc2, [pc1]), exportTo(pc1, [pc2])];
    take(pc1, early);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'ours');
    set(pc2, { notes: 'c' });
    take(pc2, there);
    decide(pc2, openAt(pc2)[0]?.id ?? 0, 'ours');
    hand(pc2, pc1);
    expect(openAt(pc1).map((one) => one.values.notes)).toEqual(['c']);
    settle('theirs');
    expect(ending('notes')).toEqual([new Set(['c']), 0]);
  });

  it('are asked about once more where one knew an edit that the other had lost (seed 71163)', () => {
    set(pc1, { notes: 'a' });
    const before = structuredClone(pc1.ledger.state);
    set(pc1, { notes: 'c' });
    set(pc2, { notes: 'b' });
    const early = exportTo(pc2, [pc1]);
    take(pc2, exportTo(pc1, [pc2]));
    restorePc(pc1, before);
    take(pc1, early);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'ours');
    decide(pc2, openAt(pc2)[0]?.id ?? 0, 'ours');
    for (let round = 0; round < 2; round += 1) {
      hand(pc1, pc2);
      hand(pc2, pc1);
    }
    expect(openAt(pc1).map((one) => one.values.notes)).toEqual(['b', 'c']);
    settle('theirs');
    expect(ending('notes')).toEqual([new Set(['b']), 0]);
  });

  it('end alike, also where one of them was lost and is given back', () => {
    set(pc1, { notes: 'a' });
    set(pc2, { notes: 'b' });
    hand(pc2, kota);
    const before = structuredClone(pc1.ledger.state);
    const there = exportTo(pc2, [pc1]);
    take(pc1, there);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'theirs');
    set(pc2, { notes: 'd' });
    hand(pc2, kota);
    hand(pc1, kota);
    restorePc(pc1, before);
    hand(pc2, pc1);
    decide(pc1, openAt(pc1)[0]?.id ?? 0, 'ours');
    settle('ours');
    expect(ending('notes')).toEqual([new Set([value(pc1, 'notes')]), 0]);
  });
});

describe('a PC that was restored', () => {
  const backup = () => structuredClone(pc1.ledger.state);

  it('is given back the fields of a side together, so that none is taken for a whole that nobody wrote', () => {
    hand(pc1, kota);
    const before = backup();
    set(pc1, { statusDate: '2026-02-01', statusReason: 'hilang' });
    const lost = exportTo(pc1, [kota]);
    restorePc(pc1, before);
    set(pc2, { statusReason: 'hilang' });
    hand(pc2, kota);
    take(kota, lost);
    hand(pc2, pc1);
    const asked = settle('theirs');
    expect(asked.map((one) => [one.values.statusDate, one.values.statusReason])).toEqual([['2026-02-01', 'hilang']]);
    expect([ending('statusDate'), ending('statusReason')]).toEqual([[new Set(['2026-02-01']), 0], [new Set(['hilang']), 0]]);
  });

  it('is asked again when a decision covers only a part of what it is given back', () => {
    const before = backup();
    set(pc2, { address: 'Jl. 7' });
    const early = exportTo(pc2, [pc1]);
    set(pc1, { rt: '003', address: 'Jl. 8' });
    take(pc2, exportTo(pc1, [pc2]));
    decide(pc2, openAt(pc2)[0]?.id ?? 0, 'ours');
    set(pc1, { rw: '009' });
    hand(pc1, kecamatan);
    restorePc(pc1, before);
    take(pc1, early);
    hand(pc1, kecamatan);
    hand(kecamatan, pc1);
    expect(openAt(pc1)).toHaveLength(1);
    hand(pc2, pc1);
    expect(openAt(pc1).map((one) => one.values.rw)).toEqual(['009']);
  });

  it('is given back a change that was alike to another PC’s, because what came later may not rest on it', () => {
    const before = backup();
    set(pc1, { notes: 'sama' });
    set(pc2, { notes: 'sama' });
    hand(pc2, pc1);
    hand(pc1, kota);
    restorePc(pc1, before);
    set(pc1, { landmark: 'lain' });
    set(pc2, { notes: 'kemudian' });
    hand(pc2, kota);
    expect(openAt(kota)).toHaveLength(1);
    settle('ours');
    expect(ending('notes')).toEqual([new Set(['kemudian']), 0]);
  });

  it('is given back a change that stands beside another here, also one of a report that waited (seed 61791), and decides', () => {
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

  it('takes two halves of a group that came by different ways and wait for each other (seeds 20261127060846, 20261127050872)', () => {
    hand(pc1, kecamatan);
    const before = backup();
    set(pc1, { rw: '002' });
    hand(pc1, pc2);
    set(pc2, { rt: '004' });
    hand(pc2, kecamatan);
    restorePc(pc1, before);
    set(pc1, { notes: 'sesudah' });
    take(pc1, exportTo(pc2, [pc1]));
    expect(waiting(pc1)).toEqual(['DEPENDS']);
    for (let round = 0; round < 3; round += 1) {
      hand(pc1, kecamatan);
      hand(kecamatan, pc1);
    }
    expect([value(pc1, 'rw'), value(pc1, 'rt'), waiting(pc1)]).toEqual(['002', '004', []]);
    expect([value(kecamatan, 'rw'), value(kecamatan, 'rt'), value(kecamatan, 'notes')]).toEqual(['002', '004', 'sesudah']);
    expect(kecamatan.ledger.state.packages.filter((one) => one.outcome === 'parked')).toEqual([]);
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

describe('what a PC passes on of another', () => {
  it('ends before all that a change in an open konflik sums up, so that its maker passes on the rest (seed 61655)', () => {
    set(pc1, { rt: '002' });
    const before = structuredClone(pc1.ledger.state);
    set(pc1, { rt: '004' });
    set(pc2, { rw: '003' });
    const early = structuredClone(pc2.ledger.state);
    hand(pc1, pc2);
    take(pc1, ...take(kota, exportTo(pc2, [kota])).answers);
    expect(openAt(pc2)).toHaveLength(1);
    restorePc(pc1, before);
    restorePc(pc2, early);
    hand(pc1, kota);
    expect(openAt(kota).map((one) => one.values.rt)).toEqual(['002']);
  });

  it('is not what it told before of the same field, where that still waits above for what it rests on (seed 30002935)', () => {
    hand(pc1, kota);
    set(pc1, { address: 'Jl. 4' });
    set(pc2, { rw: '004' });
    set(pc2, { statusDate: '2026-03-01' });
    hand(pc2, pc1);
    set(pc1, { statusDate: '2026-02-01' });
    hand(pc1, kota);
    expect(waiting(kota)).toEqual(['DEPENDS']);
    set(pc1, { statusReason: 'pindah' });
    settle('ours');
    expect([value(kota, 'statusDate'), value(kota, 'statusReason'), waiting(kota)]).toEqual(['2026-02-01', 'pindah', []]);
  });
});
