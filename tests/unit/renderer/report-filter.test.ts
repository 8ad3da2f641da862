import { expect, test } from 'vitest';
import { familyFilter } from '../../../db/api/contract/register.ts';
import { filterOf } from '../../../db/reports/report.ts';
import { familyFilterOf, filterFromPath, filterParams, filterPath } from '../../../renderer/features/reports/report-filter.ts';
import type { ReportFilter } from '../../../renderer/features/reports/report-filter.ts';

const id = '01900000-0000-7000-8000-000000000201';

/** What is done to all of a list is done to those of the list: a word of the filter that is lost on the way would mean everybody. */
test('enrolling everybody of a list asks for the families that the list shows, whatever opened it', () => {
  const whole: ReportFilter = {
    region: '61.71.01.1003', rw: '002', rt: 'none', desil: '1_2', programme: id, need: 'air_sanitasi', tag: 'lansia', surveyed: '2025-11..2026-05', lacking: 'noKk', placed: 'outside', anyOf: `${id}_x`, wanting: '1', target: id, least: '1', most: '3', scheme: 's', lacks: 'x',
  };
  const said = (filter: ReportFilter): unknown => JSON.parse(JSON.stringify({ status: 'active', ...filterOf(filterParams(filter)), olderThanDays: undefined })) as unknown;
  const asked = (filter: ReportFilter): unknown => familyFilter.parse(JSON.parse(JSON.stringify(familyFilterOf(filter))));
  const { scheme: _scheme, lacks: _lacks, ...shown } = whole;
  const each: ReportFilter[] = [{}, whole, shown, ...Object.entries(shown).map(([key, value]) => ({ [key]: value })), { desil: '0' }, { most: '0' }, { need: '*' }];
  for (const filter of each) expect([filter, asked(filter)]).toEqual([filter, said(filter)]);
});

test('a filter is the same after it stood in an address', () => {
  const filter: ReportFilter = { region: '61.71', rw: '002', desil: '5_6', need: '*', surveyed: '..2024-11', most: '0' };
  expect(filterFromPath(filterPath(filter))).toEqual(filter);
});
