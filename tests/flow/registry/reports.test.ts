import { afterEach, describe, expect, test } from 'vitest';
import { countFamilies, listFamilies } from '../../../db/registry/family-list.ts';
import { saveFamily } from '../../../db/registry/family-save.ts';
import { addRanking } from '../../../db/registry/rankings.ts';
import { recordHistory } from '../../../db/registry/history.ts';
import { changeRecord } from '../../../db/registry/record-change.ts';
import { namedList } from '../../../db/reports/named-list.ts';
import { recap } from '../../../db/reports/recaps/recap.ts';
import type { ReportQuery } from '../../../db/reports/report.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import { familyValues, personValues, testOffice } from './office.ts';
import type { TestOffice } from './office.ts';

let office: TestOffice;
afterEach(() => office.dispose());

const query: ReportQuery = { period: undefined, params: {}, scope: null, expected: [], regionName: (code) => code };
const actor = () => ({ user: office.user, scope: null });

function addFamily(name: string, changes: Parameters<typeof familyValues>[0] = {}): string {
  const warnings = ['V22', 'V23'].map((code) => ({ code, reason: 'belum dilaporkan' }));
  return saveFamily(office.writer, actor(), { values: familyValues(changes), people: [{ values: personValues(name) }], acknowledged: warnings }).id;
}

describe('recap and lists', () => {
  test('PTK-1 the recap of RW 003 has rows 001, 002, 010 in this order, a row for families without RT, and the totals of the list', () => {
    office = testOffice();
    for (const rt of ['010', '001', '002']) addRanking(office.writer, actor(), {
      family: addFamily(`Kepala ${rt === '010' ? 'Sepuluh' : rt === '001' ? 'Satu' : 'Dua'}`, { rt }), source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 2, date: '2025-08-01',
    });
    const rows = () => recap.run(office.writer, query).rows;
    expect(rows().map((row) => [row.rw, row.rt])).toEqual([['003', '001'], ['003', '002'], ['003', '010']]);
    addFamily('Tanpa Wilayah', { rt: null, rw: '003' });
    expect(rows().map((row) => row.rtLabel)).toEqual(['001', '002', '010', 'RT kosong']);
    const { totals } = recap.run(office.writer, query);
    const list = listFamilies(office.writer, {}, { by: 'rt', direction: 'asc' }, null, 200, null);
    expect(totals).toMatchObject(countFamilies(office.writer, {}, null));
    expect(list.rows).toHaveLength(4);
    for (const row of rows()) {
      if (row.rt === null) continue;
      expect(row).toMatchObject(countFamilies(office.writer, { rt: String(row.rt), rw: String(row.rw) }, null));
    }
  });

  test('PTK-2 a family surveyed 200 days ago is listed as due, is gone after a survey of today, and the old survey stays in its history', () => {
    office = testOffice('2025-11-20T08:00:00');
    const id = addFamily('Lama Didata', { surveyDate: '2025-05-04' });
    addFamily('Baru Didata', { surveyDate: '2025-11-01' });
    const due = () => listFamilies(office.writer, { olderThanDays: 180 }, { by: 'surveyDate', direction: 'asc' }, null, 50, null).rows.map((row) => row.id);
    expect(due()).toEqual([id]);
    changeRecord(office.writer, actor(), { entity: 'family', id, values: { surveyDate: '2025-11-20' } });
    expect(due()).toEqual([]);
    const survey = recordHistory(office.writer, id, 100, null).find((entry) => entry.field === 'surveyDate');
    expect(survey).toMatchObject({ old: '2025-05-04', new: '2025-11-20', by: 'sari' });
  });

  test('PLK-4 a changed name shows its old and new value, the user, the time and the import it came from', () => {
    office = testOffice('2025-11-20T08:00:00');
    const { writer, user } = office;
    const [family, person] = [writer.newId(), writer.newId()];
    writeChanges(writer, { user, kind: 'import', source: { kind: 'batch', id: 'batch-7' } }, (log) =>
      bulkWriteFamilies(writer, log, [{ uid: family, values: familyValues(), people: [{ uid: person, values: personValues('Amnah') }] }]));
    office.setNow('2025-11-21T09:30:00');
    changeRecord(writer, { user: { uid: 'u2', name: 'budi' }, scope: null }, { entity: 'person', id: person, values: { name: 'Aminah' }, reason: 'sesuai KTP' });
    const [changed, made] = recordHistory(writer, person, 10, null);
    expect(changed).toMatchObject({ op: 'change', field: 'name', old: 'Amnah', new: 'Aminah', by: 'budi', reason: 'sesuai KTP', entity: 'person', recordName: 'Aminah' });
    expect(new Date(changed?.at ?? '').toISOString().slice(0, 16)).toBe(new Date('2025-11-21T09:30:00').toISOString().slice(0, 16));
    expect(made).toMatchObject({ op: 'create', by: 'sari', source: { kind: 'batch', id: 'batch-7' }, new: expect.objectContaining({ name: 'Amnah' }) });
    expect(recordHistory(writer, family, 10, null).map((entry) => entry.entity).sort()).toEqual(['family', 'person', 'person']);
  });

  test('KLB-1 every row of the named list has address and RT/RW, NIK masked; rows with an empty address are listed as exceptions', () => {
    office = testOffice();
    for (let place = 0; place < 19; place += 1) addFamily(`Warga ${'ABCDEFGHIJKLMNOPQRS'[place] ?? ''}`, { rt: '00' + ((place % 3) + 1) });
    const bare = addFamily('Tanpa Alamat', { address: null });
    const report = namedList.run(office.writer, query);
    expect(report.rows).toHaveLength(20);
    const exceptions = report.data.exceptions as { id: string }[];
    expect(exceptions.map((row) => row.id)).toEqual([bare]);
    for (const row of report.rows) {
      expect(row.nik).toMatch(/^6474•{8}\d{4}$/);
      if (row.id !== bare) expect([row.address, row.rt, row.rw]).toEqual(['Jl. Mawar No. 1', expect.stringMatching(/^\d{3}$/), '003']);
    }
    expect(report.notes.join(' ')).toContain('Tanpa Alamat');
    const full = namedList.run(office.writer, { ...query, params: { identifiers: 'full' } });
    expect(full.rows[0]?.nik).toMatch(/^\d{16}$/);
  });
});
