import { getTableColumns, getTableName } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeChanges } from '../../../db/store/change-log.ts';
import { sql } from '../../../db/store/office.ts';
import * as logTables from '../../../db/store/schema/log.ts';
import * as officeTables from '../../../db/store/schema/office.ts';
import * as registerTables from '../../../db/store/schema/register.ts';
import { findRecord } from '../../../db/store/records.ts';
import { firstValues, verifyOffice } from '../../../db/store/verify.ts';
import { entityKeys, fieldsOf } from '../../../db/rules/entities.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';

let temp: TempOffice;
beforeEach(() => void (temp = tempOffice()));
afterEach(() => temp.remove());

const make = () => writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { address: 'Gg. Damai 4', rt: '001', rw: '003', floorArea: 36, floor: { list: 'DTSEN', version: '3', code: null, raw: 'Keramik/granit' } }));
const changes = () => temp.office.writer.db.prepare('SELECT * FROM change ORDER BY tx, counter').all() as Record<string, unknown>[];

describe('the change log', () => {
  it('has a column for every declared field', () => {
    for (const entity of entityKeys) {
      const columns = (temp.office.writer.db.pragma(`table_info("${entity}")`) as { name: string }[]).map((column) => column.name);
      expect(columns.sort()).toEqual(['id', 'uid', 'raw', ...fieldsOf(entity).map((field) => field.key)].sort());
    }
  });

  it('has in drizzle the very columns of the migrated tables', () => {
    for (const table of [...Object.values(registerTables), ...Object.values(logTables), ...Object.values(officeTables)]) {
      const migrated = (temp.office.writer.db.pragma(`table_info("${getTableName(table)}")`) as { name: string }[]).map((column) => column.name);
      expect([getTableName(table), ...Object.values(getTableColumns(table)).map((column) => column.name)].sort()).toEqual([getTableName(table), ...migrated].sort());
    }
  });

  it('writes one header for a made record and one change per field that really changed, with its parent', () => {
    const made = make();
    const count = changes().length;
    writeChanges(temp.office.writer, TEST_META, (log) => expect(log.update('family', made.id, { rt: '002', rw: '003', floorArea: 36 })).toBe(1));
    const last = changes().slice(count);
    expect(last).toHaveLength(1);
    expect(last[0]).toMatchObject({ field: 5, old: '"001"', new: '"002"', parentCounter: (changes()[count - 1] as { counter: number }).counter });
    writeChanges(temp.office.writer, TEST_META, (log) => log.update('family', made.id, { rt: '003' }));
    expect(changes().at(-1)).toMatchObject({ old: '"002"', new: '"003"', parentCounter: (last[0] as { counter: number }).counter });
  });

  it('leaves nothing of a transaction that failed, neither rows nor counters nor chain', () => {
    const made = make();
    const before = { ...temp.office.writer.author };
    expect(() => writeChanges(temp.office.writer, TEST_META, (log) => {
      log.update('family', made.id, { rt: '009' });
      throw new Error('putus');
    })).toThrow('putus');
    expect(temp.office.writer.author).toEqual(before);
    expect(findRecord(temp.office.writer, 'family', made.uid)?.values.rt).toBe('001');
    expect(verifyOffice(temp.office.writer).auditOk).toBe(true);
  });

  it('keeps the raw label of a coded answer and finds the first values again', () => {
    const made = make();
    writeChanges(temp.office.writer, TEST_META, (log) => log.update('family', made.id, { floor: 8, address: null }));
    expect(findRecord(temp.office.writer, 'family', made.uid)?.values).toMatchObject({ floor: 8, address: null });
    expect(firstValues(temp.office.writer, 'family', made.id)?.values).toMatchObject({ floor: { raw: 'Keramik/granit' }, address: 'Gg. Damai 4' });
  });

  it('verifies after any sequence of edits, and not after any row was changed behind its back', () => {
    const edit = fc.record({ rt: fc.option(fc.stringMatching(/^\d{3}$/)), floor: fc.option(fc.integer({ min: 1, max: 9 })), floorArea: fc.option(fc.integer({ min: 1, max: 999 })) });
    const made = make();
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      for (const values of edits) writeChanges(temp.office.writer, TEST_META, (log) => log.update('family', made.id, values));
      expect(verifyOffice(temp.office.writer)).toMatchObject({ integrity: 'ok', auditOk: true, problems: [] });
    }), { numRuns: 25 });
    temp.office.writer.db.prepare("UPDATE family SET landmark = 'dekat pasar' WHERE uid = ?").run(made.uid);
    expect(verifyOffice(temp.office.writer).auditOk).toBe(false);
  });

  it('notices a change row that was altered, removed, or a record that was slipped in', () => {
    make();
    const { db } = temp.office.writer;
    db.prepare("UPDATE tx SET userName = 'lain' WHERE id = 2").run();
    expect(verifyOffice(temp.office.writer).problems).toContain('tx 2: hash');
    db.prepare("UPDATE tx SET userName = 'uji' WHERE id = 2").run();
    expect(verifyOffice(temp.office.writer).auditOk).toBe(true);
    db.prepare("INSERT INTO family (uid, rt) VALUES ('palsu', '001')").run();
    expect(verifyOffice(temp.office.writer).problems[0]).toMatch(/^family: 2 records, 1 made/);
  });

  it('stamps times that never run backwards', () => {
    const times = ['2026-11-22T08:00:00Z', '2024-01-01T00:00:00Z', '2024-01-01T00:00:05Z'];
    const moved = tempOffice({ now: () => new Date(times[0] ?? '') });
    try {
      while (times.length > 0) {
        writeChanges(moved.office.writer, TEST_META, (log) => log.create('family', { rt: '001' }));
        times.shift();
        if (times.length === 0) break;
      }
      const at = (moved.office.writer.db.prepare('SELECT at FROM tx ORDER BY id').all() as { at: string }[]).map((row) => row.at);
      expect([...at].sort()).toEqual(at);
      expect(new Set(at).size).toBe(at.length);
    } finally {
      moved.remove();
    }
  });

  it.each([
    'SELECT tx FROM change WHERE entity = ? AND record = ?', 'SELECT c.tx FROM family f CROSS JOIN change c ON c.entity = 1 AND c.record = f.id', 'SELECT max(counter) FROM change WHERE entity = ? AND device = ? AND epoch = ?',
    'SELECT f.id FROM family f WHERE EXISTS (SELECT 1 FROM change c WHERE c.entity = 1 AND c.record = f.id AND c.field = 0 AND c.device = ? AND c.epoch = ? AND c.counter > ? AND c.counter < ?)',
  ])('no test lets the product ask it in a way that walks it: %s', (text) => {
    expect(() => sql(temp.office.writer, text)).toThrow('walks the log');
  });
});
