import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePracticeRegister } from '../../../db/api/practice-register.ts';
import { seedOffice } from '../../../db/api/seed-office.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { unsentChanges } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { befriend, holdings, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';

let world: World;
let kelurahan: TestOffice;
let above: TestOffice[];

beforeAll(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  above = [world.make('64.74.03', 'Bontang Barat', 'kecamatan'), world.make('64.74', 'Kota Bontang', 'kota')];
  for (const one of [kelurahan, ...above]) seedOffice(one.session.office, { user: one.session.user, kind: 'system' });
  for (const one of above) await befriend(world, kelurahan, one);
});
afterAll(() => world.end());

describe('a generated kelurahan', () => {
  it('waits with no change before it has data: the seeded catalogue is everyone’s', () => {
    expect(unsentChanges(kelurahan.session.office)).toBe(0);
  });

  it('is the same at kecamatan and city: families, people, numbers, rankings, enrolments, but for withheld fields', async () => {
    const made = makePracticeRegister(kelurahan.session.office, 400, 'serah terima');
    const sent = await sendApproved(kelurahan.session, { to: above.map((one) => one.code), folder: world.stick() });
    expect(sent).toMatchObject({ families: made.families, people: made.people });
    const own = holdings(kelurahan, KEL);
    expect(Object.keys(own.enrolment ?? {}).length).toBeGreaterThan(100);
    for (const one of above) {
      const [row] = await receivePackages(one.session, { paths: [sent.file], receiptsFolder: world.stick() });
      expect(row).toMatchObject({ outcome: 'accepted', applied: sent.changes, conflicts: 0, quarantined: 0 });
      expect(holdings(one, KEL)).toEqual(own);
      expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, integrity: 'ok' });
    }
  }, 60_000);
});
