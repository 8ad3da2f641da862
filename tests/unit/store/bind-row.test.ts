import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../db/rules/entities.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { bindRow } from '../../../db/store/bind-row.ts';
import { rowText } from '../../../db/store/chain-hash.ts';

const other = { list: 'BDT15.ya_tidak_ganjil', version: 'BDT-2015', code: 3, raw: 'YA "sekali"' };
const person: Record<string, FieldValue> = { name: 'SITI "TERI"', nik: '6171014507850003', status: 1, motherName: '', sex: null, works: other };
/** What is bound under each column, as SQLite takes it. */
function bound(values: Record<string, FieldValue>): Record<string, unknown> {
  const row = bindRow('person', 'u1', values);
  const columns = row.insert.slice(row.insert.indexOf('(') + 1, row.insert.indexOf(')')).split(', ').map((name) => name.replaceAll('"', ''));
  return Object.fromEntries(columns.map((column, place) => [column, row.bound[place]]).filter(([, value]) => value !== null));
}

describe('binding a new row', () => {
  it('gives the text that the log and verify give, whatever columns other rows had', () => {
    for (const values of [{ status: 1 }, person, { relationship: 2, name: 'BUDI' }, {}]) expect(bindRow('person', 'u1', values).text).toBe(rowText('person', values));
  });

  it('keeps every column in its place after a row with more columns, and leaves nothing of the row before', () => {
    bound({ name: 'LAMA', birthDate: '1980-01-02', diploma: 3 });
    expect(bound({ nik: '6171014507850003', works: other })).toEqual({ uid: 'u1', nik: '6171014507850003', raw: JSON.stringify({ works: other }) });
    for (const field of fieldsOf('person')) bound({ [field.key]: null, name: 'BARU' });
    expect(bound({ name: 'BARU' })).toEqual({ uid: 'u1', name: 'BARU' });
  });

  it('takes what is no field for nothing, and a number in a text for a mistake', () => {
    expect(bound({ unheardOf: 1, name: 'BUDI' })).toEqual({ uid: 'u1', name: 'BUDI' });
    expect(() => bindRow('person', 'u1', { name: 5 })).toThrow('takes text');
  });
});
