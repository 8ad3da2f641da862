import { expect, test } from 'vitest';
import { aimIn, aimPath, reportAims } from '../../../renderer/features/packages/report-aim.ts';
import type { ReportAim } from '../../../renderer/features/packages/report-aim.ts';

const office = (code: string, relation: 'above' | 'below' | 'own' | 'other', trusted = true) => ({ code, relation, trusted });
const aim = (...to: string[]): ReportAim => ({ to, full: false });
const [kota, kecamatan, one, two] = ['64.74', '64.74.03', '64.74.03.1001', '64.74.03.1002'];

test('what a report is for stands in the route, and comes back from it whole', () => {
  for (const each of [aim(one), aim(kota, kecamatan), { to: [one], full: true }]) {
    expect(aimIn(aimPath('persetujuan', each), 'persetujuan')).toEqual(each);
    expect(aimIn(aimPath('tulis', each), 'tulis')).toEqual(each);
    expect(aimIn(aimPath('tulis', each), 'persetujuan')).toBeNull();
  }
  for (const none of ['/paket', '/paket/persetujuan', '/paket/persetujuan/', '/paket/tulis', '/paket/masuk']) expect(aimIn(none, 'persetujuan')).toBeNull();
});

test('with nobody above a report is approved for the office that it is for', () => {
  const city = [office(one, 'below'), office(two, 'below'), office('64.74.02.1001', 'below', false), office(kota, 'own')];
  expect(reportAims(city, null)).toEqual({ aims: [aim(one), aim(two)], shown: null });
  expect(reportAims(city, aim(two)).shown).toEqual(aim(two));
  expect(reportAims(city.slice(0, 1), null).shown).toEqual(aim(one));
  expect(reportAims(city, aim('64.74.02.1001')).shown).toBeNull();
  expect(reportAims([], null)).toEqual({ aims: [], shown: null });
});

test('those above come first and together, and what was asked for is never another office', () => {
  const kelurahan = [office(two, 'other'), office(kota, 'above'), office(kecamatan, 'above')];
  expect(reportAims(kelurahan, null)).toEqual({ aims: [aim(kota, kecamatan), aim(two)], shown: aim(kota, kecamatan) });
  expect(reportAims(kelurahan, aim(two)).shown).toEqual(aim(two));
  // One of them alone, or all once more, is a report of its own.
  expect(reportAims(kelurahan, aim(kota))).toEqual({ aims: [aim(kota), aim(kota, kecamatan), aim(two)], shown: aim(kota) });
  const whole = { to: [kota, kecamatan], full: true };
  expect(reportAims(kelurahan, whole)).toEqual({ aims: [whole, aim(kota, kecamatan), aim(two)], shown: whole });
  expect(reportAims(kelurahan, aim(kecamatan, kota))).toEqual(reportAims(kelurahan, null));
});
