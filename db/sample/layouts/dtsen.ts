import { dtsenFamilyColumns, dtsenPersonColumns } from '../dtsen-columns.ts';
import type { DtsenColumn } from '../dtsen-columns.ts';
import { hasCard, pick } from './layout.ts';
import type { ColumnRole, LayoutSheet, SampleLayout } from './layout.ts';

const roles: Readonly<Record<string, ColumnRole>> = {
  nomor_induk_kependudukan: 'nik', nomor_kartu_keluarga: 'noKk', nama: 'name', tanggal_lahir: 'birthDate', jenis_kelamin: 'sex',
  alamat: 'address', status_hubungan_keluarga: 'relationship',
};

function places(columns: readonly DtsenColumn<never>[]): LayoutSheet['places'] {
  return Object.fromEntries(columns.flatMap(({ header }, at) => (roles[header] ? [[roles[header], at]] : [])));
}

/** DTSEN's hand-over: 52 columns of families, 48 of people, joined by the No KK. */
export const dtsen: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: ({ families }) => [
    {
      name: 'Keluarga',
      headerRow: 1,
      places: places(dtsenFamilyColumns),
      *rows() {
        yield dtsenFamilyColumns.map((column) => column.header);
        for (const row of families()) yield dtsenFamilyColumns.map((column) => column.value(row));
      },
    },
    {
      name: 'Anggota',
      headerRow: 1,
      places: places(dtsenPersonColumns),
      *rows() {
        yield dtsenPersonColumns.map((column) => column.header);
        for (const family of families()) {
          for (const person of family.people) yield dtsenPersonColumns.map((column) => column.value({ ...family, person }));
        }
      },
    },
  ],
  told: ({ family, people }) => ({
    family: pick(family, ['noKk', 'address', 'rt', 'rw', 'region', 'bpsRegion', 'floorArea', 'wall', 'cattle', 'toilet', 'buildingOwnership']),
    people: people.map((person) => pick(person, ['nik', 'name', 'birthDate', 'sex', 'relationship', 'maritalStatus', 'educationKk', 'occupationKk', 'schooling', 'works', 'seeing'])),
  }),
};
