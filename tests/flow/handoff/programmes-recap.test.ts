import { expect, it } from 'vitest';
import { seedProgrammes } from '../../../db/registry/programmes.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { programmesByOffice } from '../../../db/reports/programmes-by-office.ts';
import { findRecord } from '../../../db/store/records.ts';
import { handOver, settle } from './exchange.ts';
import { addFamilies, befriend, edit, makeWorld } from './offices.ts';
import type { TestOffice } from './offices.ts';

it('a kecamatan sees its kelurahan as rows and programmes as columns, who sent nothing as "belum kirim", and totals that equal the rows', async () => {
  const world = makeWorld();
  try {
    const kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
    const one = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
    for (const office of [kec, one]) seedProgrammes(office.session.office, { user: office.session.user, kind: 'system' });
    await befriend(world, one, kec);
    const families = addFamilies(one, 3);
    const [first, second] = one.session.office.db.prepare('SELECT uid FROM programme ORDER BY id LIMIT 2').pluck().all() as [string, string];
    edit(one, (log) => {
      for (const family of families) log.create('enrolment', { owner: one.code, family, programme: first, unitKind: 2, status: 3 });
      log.create('enrolment', { owner: one.code, family: families[0] as string, programme: second, unitKind: 2, status: 2 });
      log.create('enrolment', { owner: one.code, family: families[1] as string, programme: second, unitKind: 2, status: 6 });
    });
    await handOver(world, one, kec);
    refreshDerived(kec.session.office, 'all');
    const codes = ['64.74.03.1001', '64.74.03.1002', '64.74.03.1003'];
    const { rows, totals, notes } = programmesByOffice.run(kec.session.office, { period: undefined, params: {}, scope: '', expected: codes, regionName: (code) => code });
    expect(rows).toMatchObject([
      { code: codes[0], sent: false, families: 'belum kirim', people: null }, { code: codes[1], sent: true, families: 3, people: 9, [first]: 3, [second]: 1 }, { code: codes[2], sent: false },
    ]);
    expect(totals).toMatchObject({ families: 3, people: 9, [first]: 3, [second]: 1 });
    expect(notes).toEqual(['2 dari 3 kelurahan/desa belum kirim; tidak dihitung sebagai 0.']);
  } finally {
    world.end();
  }
});

it('enrolments of one recipient that two PCs of an office made are united: both stay by their ids everywhere, and count once', async () => {
  const world = makeWorld();
  try {
    const kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
    const one = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
    for (const office of [kec, one]) seedProgrammes(office.session.office, { user: office.session.user, kind: 'system' });
    const [family, other] = addFamilies(one, 2) as [string, string];
    const two = world.clone(one);
    for (const [a, b] of [[one, two], [one, kec], [two, kec]] as const) await befriend(world, a, b);
    const programme = one.session.office.db.prepare('SELECT uid FROM programme ORDER BY id LIMIT 1').pluck().get() as string;
    const enrol = (at: TestOffice, of: string, source: string): string => edit(at, (log) => log.create('enrolment', { owner: at.code, family: of, programme, unitKind: 2, status: 3, source }).uid);
    // Nobody knew of the other's: the same family twice, and one that only the second PC knows.
    const made = [enrol(one, family, 'musyawarah RT'), enrol(two, family, 'daftar dinas'), enrol(two, other, 'daftar dinas')];
    await settle(world, [one, two, kec]);
    for (const at of [one, two, kec]) {
      refreshDerived(at.session.office, 'all');
      expect(made.map((uid) => findRecord(at.session.office, 'enrolment', uid)?.values.source)).toEqual(['musyawarah RT', 'daftar dinas', 'daftar dinas']);
      expect(programmesByOffice.run(at.session.office, { period: undefined, params: {}, scope: '', expected: [], regionName: (code) => code }).totals).toMatchObject({ [programme]: 2 });
    }
  } finally {
    world.end();
  }
});
