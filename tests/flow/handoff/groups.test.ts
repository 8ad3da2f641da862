import { expect, it } from 'vitest';
import { enrol } from '../../../db/registry/enrolments.ts';
import { addMember } from '../../../db/registry/groups/members.ts';
import { reportFigure, saveGroup } from '../../../db/registry/groups/save-group.ts';
import { listProgrammes, saveProgramme, seedProgrammes } from '../../../db/registry/programmes.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { recordStages } from '../../../db/registry/stages/record-stages.ts';
import { stageBoard } from '../../../db/registry/stages/stage-board.ts';
import { groupsReport } from '../../../db/reports/groups.ts';
import { sql } from '../../../db/store/office.ts';
import { handOver } from './exchange.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice } from './offices.ts';

it('groups, their members and figures, houses and results of stages arrive at the kecamatan whole, each group counted once', async () => {
  const world = makeWorld();
  try {
    const kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
    const kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
    for (const one of [kec, kel]) seedProgrammes(one.session.office, { user: one.session.user, kind: 'system' });
    await befriend(world, kel, kec);
    const { office, user } = kel.session;
    const actor = { user, scope: '' };
    const families = addFamilies(kel, 3);
    refreshDerived(office, 'all');
    const people = sql(office, 'SELECT uid FROM person WHERE family IN (SELECT value FROM json_each(?)) ORDER BY id').pluck().all(JSON.stringify(families)) as string[];
    const of = (one: TestOffice, code: string): string => listProgrammes(one.session.office).find((programme) => programme.values.code === code)?.id ?? '';
    const { id: group } = saveGroup(office, actor, { values: { name: 'UP2K Melati', kind: 2 } });
    for (const person of people.slice(0, 3)) addMember(office, actor, { group, person, role: 4, joined: '2025-01-01' });
    reportFigure(office, actor, { group, date: '2025-06-30', capital: 800_000, loans: null, turnover: 71_200_000 });
    const programme = of(kel, 'LOKAL-KELOMPOK-USAHA');
    for (const one of [kel, kec]) saveProgramme(one.session.office, { user: one.session.user, scope: '' }, { id: programme, values: { stages: JSON.stringify([{ key: 'latih', name: 'Pelatihan', counts: 'output', months: null }]) } });
    const { id: enrolment } = enrol(office, actor, { programme, group, start: '2025-02-01' });
    recordStages(office, actor, { programme, stage: 'latih', date: '2025-03-01', result: 1, items: [{ enrolment }] });
    enrol(office, actor, { programme: of(kel, 'LOKAL-JAMBAN'), family: families[0] ?? '', start: '2025-04-01' });

    expect(await handOver(world, kel, kec)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
    refreshDerived(kec.session.office, 'all');
    const { rows, totals } = groupsReport.run(kec.session.office, { period: undefined, params: {}, scope: '', expected: [], regionName: (code) => code });
    expect(rows).toMatchObject([{ name: 'UP2K Melati', members: 3, turnover: 71_200_000, programmes: 'Kelompok usaha' }]);
    expect(totals).toMatchObject({ groups: 1, members: 3 });
    expect(stageBoard(kec.session.office, programme, '')).toMatchObject({ stages: [{ key: 'latih', reached: 1 }], rows: [{ name: 'UP2K Melati', group }] });
    expect(sql(kec.session.office, 'SELECT h.address IS NOT NULL, f.house = h.uid, e.house = h.uid FROM house h JOIN family f ON f.house = h.uid JOIN enrolment e ON e.family = f.uid').raw().all()).toEqual([[1, 1, 1]]);
  } finally {
    world.end();
  }
});
