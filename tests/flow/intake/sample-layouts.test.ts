import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import type { ImportPreview, Tally } from '../../../db/intake/types.ts';
import { importOffice, region } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

const sample = { seed: 'susunan', families: 24, region, today: '2026-11-22' };
const adds = (tally: Tally): void => expect(tally.new + tally.changed + tally.same + tally.rejected + tally.question).toBe(tally.rows);
const blocking = (preview: ImportPreview): string[] => preview.blocked.map((one) => one.code).filter((code) => code !== 'REGIONS_OPEN');
const notRead = (preview: ImportPreview): string[] => preview.findings.filter((one) => one.code === 'SHEET_NOT_READ').map((one) => one.sheet);

describe('a generated file of people is recognised by its content, and all of it is new', () => {
  it.each(['siak', 'bip-2016', 'bip-ektp', 'bip-2012', 'bip-lutim', 'p3ke', 'opensid-penduduk', 'bdt-2015', 'siks-ng', 'regsosek'] as const)('%s', async (layout) => {
    const path = at.file('berkas.xlsx');
    const counts = await writeWorkbook(path, layout as WorkbookLayout, sample);
    const opened = await at.preview(path);
    expect([opened.profile, blocking(opened), notRead(opened)]).toEqual([layout, [], []]);
    adds(opened.tally.families);
    adds(opened.tally.people);
    expect(opened.tally.families).toMatchObject({ rows: counts.families, new: counts.families });
    expect(opened.tally.people.new).toBe(counts.people);
    await at.take(path);
    const again = await at.preview(path);
    expect(again.tally.families).toMatchObject({ rows: counts.families, same: counts.families });
    // Who has neither NIK nor birth date is asked about, even in the own family.
    expect(again.tally.people.same + again.tally.people.question).toBe(counts.people);
    expect(again.tally.people.question).toBeLessThanOrEqual(2);
  });
});

describe('a generated list finds its people in the register', () => {
  it.each(['kpm', 'opensid-bantuan', 'opensid-rtm', 'list'] as const)('%s', async (layout) => {
    await writeWorkbook(at.file('siak.xlsx'), 'siak', sample);
    await at.take(at.file('siak.xlsx'));
    const path = at.file('berkas.xlsx');
    await writeWorkbook(path, layout as WorkbookLayout, sample);
    const opened = await at.preview(path);
    expect([opened.profile, blocking(opened)]).toEqual([layout, []]);
    adds(opened.tally.people);
    const { rows, same, changed } = opened.tally.people;
    // The plain list has a column of desil; the others say nothing of a family.
    expect([opened.tally.families.rows > 0, opened.tally.families.changed]).toEqual([layout === 'list', opened.tally.families.rows]);
    expect(same + changed).toBeGreaterThanOrEqual(Math.floor(rows * 0.8));
  });
});
