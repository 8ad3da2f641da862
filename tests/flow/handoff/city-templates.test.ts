import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateOf } from '../../../db/api/documents/template-of.ts';
import { contentSchema } from '../../../db/handoff/reference/content.ts';
import { keepReference } from '../../../db/handoff/reference/held.ts';
import { testOffice } from '../registry/office.ts';
import type { TestOffice } from '../registry/office.ts';

let office: TestOffice;
beforeAll(() => { office = testOffice('2026-11-20T08:00:00', { code: '64.74.03.1002', name: 'Gunung Telihan', level: 'kelurahan', practice: true }); });
afterAll(() => office.dispose());

const held = (text: string, edition: number) => {
  keepReference(office.writer, { code: '64.74', name: 'Kota Bontang' }, contentSchema.parse({ edition, issuedAt: '', schedule: [], upload: null, asked: [], templates: [{ name: 'bast', text }], mappings: [], programmes: [], cards: [], lists: {} }), null);
  return templateOf(office.writer, 'bast');
};

test('a template of the city stands where it can be filled; a field of a later version, or no place to sign, leaves the usual one', () => {
  expect(held('# BERITA ACARA KOTA\n{berkas}\n{tandatangan}', 1)).toMatchObject({ from: 'city', text: expect.stringContaining('BERITA ACARA KOTA') as string });
  expect(held('# BERITA ACARA KOTA\n{berkas} {nomor-segel}\n{tandatangan}', 2)).toMatchObject({ from: 'usual', text: expect.stringContaining('BERITA ACARA SERAH TERIMA') as string });
  expect(held('# BERITA ACARA KOTA\n{berkas}', 3).from).toBe('usual');
  expect(held('Diserahkan {berkas} menurut aturan kota.', 4).from).toBe('city');
});
