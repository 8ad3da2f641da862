import { rounded } from '../rules/geo/region-box.ts';
import type { Precision } from '../rules/geo/region-box.ts';
import { isInside } from '../rules/region-code.ts';
import { filterCondition } from '../registry/family-filter.ts';
import { linesWithDates } from '../registry/line-changes.ts';
import type { FamilyFilter } from '../registry/family-filter.ts';
import type { Scope } from '../registry/access.ts';
import { writeFileWhole } from '../store/files.ts';
import { sql } from '../store/office.ts';
import type { CellKind } from '../rules/sheet-xml.ts';
import type { Reader } from '../store/office.ts';
import { csvLine, csvMark } from './csv-text.ts';

/** Where a house is, with what is said of it. */
export interface Location {
  readonly family: string; readonly latitude: number; readonly longitude: number; readonly head: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null;
  readonly desil: number | null; readonly needs: readonly string[]; readonly surveyDate: string | null;
}

export interface LocationFile {
  readonly format: 'geojson' | 'csv';
  readonly decimals: Precision;
  /** For outsiders: no name, no address, no id, and only these regions. */
  readonly outside: { readonly regions: readonly string[] } | null;
  /** A sentence that travels in the file: for whom, until when. */
  readonly mark: string | null;
}

/** Outsiders are never told more exactly than about 110 metres. */
export const outsideDecimals: Precision = 3;

/** The families of an area whose house has coordinates, in the order of RW and RT, and how many have none. */
export function listLocations(office: Reader, filter: FamilyFilter, scope: Scope): { rows: Location[]; without: number } {
  const { where, params } = filterCondition(office, filter, scope, 'joined');
  const rows = sql(office, `SELECT s.uid AS family, f.latitude AS latitude, f.longitude AS longitude, s.head AS head, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, s.desil AS desil, s.needs AS needs, l.surveyDate AS surveyDate
    FROM ${linesWithDates} JOIN family f ON f.id = s.family WHERE ${where} AND f.latitude IS NOT NULL AND f.longitude IS NOT NULL ORDER BY s.region, s.rw, s.rt, s.addressKey, s.family`).all(...params) as (Omit<Location, 'needs'> & { needs: string })[];
  const all = sql(office, `SELECT count(*) FROM ${linesWithDates} WHERE ${where}`).pluck().get(...params) as number;
  return { rows: rows.map((row) => ({ ...row, needs: row.needs.trim().split(' ').filter(Boolean) })), without: all - rows.length };
}

/** Writes the places of houses as GeoJSON or CSV, as exactly as may be told. Error: DISK_FULL and those of the folder. */
export function writeLocations(rows: readonly Location[], file: LocationFile, path: string): number {
  const { outside } = file;
  const decimals = outside === null ? file.decimals : outsideDecimals;
  const told = outside === null ? rows : rows.filter((row) => outside.regions.length === 0 || outside.regions.some((code) => row.region !== null && isInside(row.region, code)));
  const lines = told.map((row) => ({ ...row, latitude: rounded(row.latitude, decimals), longitude: rounded(row.longitude, decimals) }));
  writeFileWhole(path, file.format === 'csv' ? csvOf(lines, outside !== null) : geoJsonOf(lines, outside !== null, decimals, file.mark));
  return lines.length;
}

function geoJsonOf(rows: readonly Location[], outside: boolean, decimals: Precision, mark: string | null): string {
  const features = rows.map((row) => {
    const plain = { rt: row.rt, rw: row.rw, wilayah: row.region, desil: row.desil };
    const properties = outside ? plain : { id: row.family, kepalaKeluarga: row.head, alamat: row.address, ...plain, kebutuhan: row.needs, tanggalPendataan: row.surveyDate };
    return { type: 'Feature', geometry: { type: 'Point', coordinates: [row.longitude, row.latitude] }, properties };
  });
  return `${JSON.stringify({ type: 'FeatureCollection', ...(mark === null ? {} : { catatan: mark }), desimal: decimals, features }, null, 1)}\n`;
}

function csvOf(rows: readonly Location[], outside: boolean): string {
  const plain = ['RW', 'RT', 'Kode wilayah', 'Lintang', 'Bujur', 'Desil'];
  const header = outside ? plain : ['Kepala Keluarga', 'Alamat', ...plain, 'Kebutuhan', 'Tanggal pendataan'];
  const values = (row: Location): (string | number | null)[] => {
    const some = [row.rw, row.rt, row.region, row.latitude, row.longitude, row.desil];
    return outside ? some : [row.head, row.address, ...some, row.needs.join(', '), row.surveyDate];
  };
  const someKinds = ['text', 'text', 'text', 'number', 'number', 'number'] as const;
  const kinds = outside ? someKinds : (['text', 'text', ...someKinds, 'text', 'date'] as const);
  return csvMark + csvLine(header, header.map((): CellKind => 'number')) + rows.map((row) => csvLine(values(row), kinds)).join('');
}
