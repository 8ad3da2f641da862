import { SMALLEST_TOLD, toldCounts } from '../../rules/privacy/small-counts.ts';
import type { ToldCount, ToldCounts } from '../../rules/privacy/small-counts.ts';
import type { CountLevel } from '../../rules/privacy/agreement.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Table, TableColumn } from '../table.ts';
import type { Subject } from './subjects.ts';

/** A column of counts: whom it counts, each once. */
export interface CountColumn {
  readonly header: string;
  readonly subjects: readonly Subject[];
}

export interface Area { readonly region: string | null; readonly rw: string | null; readonly rt: string | null }

export const countNotes: readonly string[] = [
  `"<${SMALLEST_TOLD}" berarti satu sampai empat; "*" disembunyikan agar yang kecil tidak dapat dihitung dari selisih.`,
  `Semua angka, juga jumlahnya, dibulatkan ke bawah ke kelipatan ${SMALLEST_TOLD}; jumlah tidak selalu sama dengan penjumlahan barisnya.`,
];

/** Counts by area for outsiders, of families unless `placeOf` says where something else is, in which nobody of a group smaller than five is found, nor by subtraction (BTG-11). */
export function countTable(office: Reader, areas: readonly Area[], level: CountLevel, columns: readonly CountColumn[], regionName: (code: string) => string, placeOf: (uid: string) => Area = familyPlace(office)): Table {
  const kelurahan = groupsOf(areas);
  const counted = columns.map(({ subjects }) => toldCounts(countsOf(kelurahan, subjects, placeOf)));
  const places: TableColumn[] = [{ header: 'Kelurahan/Desa', kind: 'text', width: 24 }, ...(level === 'rt' ? [{ header: 'RW', kind: 'text' as const }, { header: 'RT', kind: 'text' as const }] : [])];
  const name = (code: string | null): string => (code === null ? '(wilayah kosong)' : regionName(code));
  const cells = (pick: (told: ToldCounts) => ToldCount | undefined): SheetValue[] => counted.map((told) => said(pick(told) ?? 0));
  const rows = kelurahan.flatMap((rts, at): SheetValue[][] => (level === 'region'
    ? [[name(rts[0]?.region ?? null), ...cells((told) => told.lines[at]?.total)]]
    : rts.map((area, place) => [name(area.region), area.rw ?? 'kosong', area.rt ?? 'kosong', ...cells((told) => told.lines[at]?.cells[place])])));
  return {
    name: 'Jumlah', frozen: places.length, columns: [...places, ...columns.map(({ header }) => ({ header, kind: 'number' as const, width: 18 }))],
    totals: ['JUMLAH', ...places.slice(1).map(() => ''), ...cells((told) => told.total)], rows: () => rows,
  };
}

/** The RT of each kelurahan together. */
function groupsOf(areas: readonly Area[]): Area[][] {
  const groups = new Map<string | null, Area[]>();
  for (const area of areas) groups.set(area.region, [...(groups.get(area.region) ?? []), area]);
  return [...groups.values()];
}

function familyPlace(office: Reader): (uid: string) => Area {
  const place = sql(office, "SELECT region, nullif(rw, '') AS rw, nullif(rt, '') AS rt FROM familySummary WHERE uid = ?");
  return (uid) => place.get(uid) as Area;
}

function countsOf(kelurahan: readonly (readonly Area[])[], subjects: readonly Subject[], placeOf: (uid: string) => Area): number[][] {
  const counts = new Map<string, Set<string>>();
  for (const { family, person } of subjects) {
    const key = keyOf(placeOf(family));
    const counted = counts.get(key) ?? new Set<string>();
    counts.set(key, counted.add(person ?? family));
  }
  return kelurahan.map((rts) => rts.map((area) => counts.get(keyOf(area))?.size ?? 0));
}

function keyOf({ region, rw, rt }: Area): string {
  return JSON.stringify([region, rw, rt]);
}

function said(count: ToldCount): SheetValue {
  return count === 'small' ? `<${SMALLEST_TOLD}` : count === 'hidden' ? '*' : count;
}
