import { expect, it } from 'vitest';
import { ownSchedule } from '../../../db/handoff/below.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { contentSchema } from '../../../db/handoff/reference/content.ts';
import { heldReference, keepReference } from '../../../db/handoff/reference/held.ts';
import { fail } from '../../../db/rules/failure.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';

it('a schedule binds the offices below only, from their first day on; what is told to a neighbour is not handed in', async () => {
  const world = makeWorld();
  try {
    const kelurahan = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
    const neighbour = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
    const city = world.make('64.74', 'Kota Bontang', 'kota');
    await befriend(world, kelurahan, neighbour);
    await befriend(world, kelurahan, city);
    addFamilies(kelurahan, 3);
    const { office } = kelurahan.session;
    keepReference(office, { code: '64.74', name: 'Kota Bontang' }, contentSchema.parse({ edition: 1, issuedAt: '', schedule: [{ code: '', every: 'week', day: 5, grace: 1 }], upload: null, asked: [], templates: [], mappings: [], programmes: [], cards: [], lists: {} }), null);
    expect(ownSchedule(office)).toMatchObject({ every: 'week', daysLate: 0 });
    keepReference(city.session.office, { code: '64.74', name: 'Kota Bontang' }, heldReference(office)?.content ?? fail('NOT_FOUND', {}), null);
    expect(ownSchedule(city.session.office)).toMatchObject({ state: 'none' });
    await exportPackage(kelurahan.session, { to: ['64.74.03.1001'], folder: world.stick() });
    expect(ownSchedule(office).lastSentOn).toBeNull();
    await exportPackage(kelurahan.session, { to: ['64.74'], folder: world.stick() });
    expect(ownSchedule(office).lastSentOn).not.toBeNull();
  } finally {
    world.end();
  }
});
