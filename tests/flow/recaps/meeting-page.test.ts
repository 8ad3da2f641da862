import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeMeetingCity, silentVillages } from '../../helpers/meeting-city.ts';
import { pdfPages } from '../../helpers/pdf-pages.ts';
import { terminal } from '../../helpers/terminal.ts';

const root = mkdtempSync(path.join(tmpdir(), 'tepat-rapat-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Meeting { readonly rows: Record<string, unknown>[]; readonly totals: Record<string, number | string>; readonly silent: string[] }

test('PTK-15: the meeting is one printed page for 29 kelurahan, two of them "belum kirim", with the totals of the terminal; boundaries come from GeoJSON', async () => {
  const profile = path.join(root, 'profil');
  mkdirSync(profile);
  const { dir, passphrase } = await makeMeetingCity(profile, 3, '2026-11-20');
  const { json, at } = terminal('rapat', passphrase, root);
  const meeting = json<Meeting>(0, 'report', 'meeting', '--office', dir);
  expect(meeting.rows).toHaveLength(29);
  expect(meeting.rows.filter((row) => row['families'] === 'belum kirim').map((row) => row['code'])).toEqual(silentVillages);
  expect(meeting.totals['families']).toBe(27 * 3);
  json(0, 'report', 'meeting', '--office', dir, '--format', 'pdf', '--out', at('rapat.pdf'));
  const pages = await pdfPages(readFileSync(at('rapat.pdf')));
  expect(pages).toHaveLength(1);
  const [page] = pages;
  expect(Math.round(page?.width ?? 0)).toBe(297);
  const text = page?.text ?? '';
  for (const row of meeting.rows) expect(text).toContain(String(row['name']));
  expect(page?.lines.filter((line) => line.includes('belum kirim'))).toHaveLength(2);
  const sums = page?.lines.find((line) => line.startsWith('JUMLAH')) ?? '';
  for (const key of ['families', 'people', 'd1', 'd2', 'need', 'programme', 'missed', 'overlap']) expect(sums.split(/\s+/)).toContain(Number(meeting.totals[key]).toLocaleString('id-ID'));
  // Areas for the map: by code, by name, and one that belongs to nobody.
  const square = (x: number) => ({ type: 'Polygon', coordinates: [[[x, 0], [x + 0.01, 0], [x + 0.01, 0.01], [x, 0]]] });
  writeFileSync(at('batas.geojson'), '\uFEFF' + JSON.stringify({ type: 'FeatureCollection', features: [
    { type: 'Feature', properties: { kode_kd: '6171011002' }, geometry: square(109.3) }, { type: 'Feature', properties: { NAMOBJ: 'Akcaya' }, geometry: square(109.32) }, { type: 'Feature', properties: { NAMOBJ: 'Entah' }, geometry: square(109.4) },
  ] }));
  expect(json(0, 'call', 'boundary.import', '--office', dir, JSON.stringify({ path: at('batas.geojson') }))).toEqual({ taken: { region: 2 }, lost: ['Entah'] });
  writeFileSync(at('meter.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { NAMOBJ: 'Akcaya' }, geometry: square(317_000) }] }));
  expect(json(1, 'call', 'boundary.import', '--office', dir, JSON.stringify({ path: at('meter.geojson') }))).toMatchObject({ error: { code: 'BOUNDARY_UNREADABLE' } });
  expect(json<{ located: number; families: number }>(0, 'call', 'recap.points', '--office', dir, '{}')).toMatchObject({ families: 81, located: 27 });
}, 120_000);
