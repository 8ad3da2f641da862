import { isChild } from '../../registry/closed-answers.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import { familyStatus, personStatus } from '../../registry/states.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordByNumber, recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { filterOf } from '../report.ts';
import type { Table } from '../table.ts';
import type { ListDef, ListQuery } from './list.ts';
import { recordColumns } from './record-columns.ts';

const filterParams = ['region', 'rw', 'rt', 'desil', 'programme', 'need', 'tag', 'status', 'olderThanDays', 'text', 'identifiers'] as const;

/** Families and their people with every answer, in the order of RW and RT: a file that can be imported again. */
export const familyList: ListDef = {
  name: 'families',
  title: 'Daftar keluarga dan anggota',
  params: filterParams,
  tables(office, query) {
    const numbers = familyNumbers(office, query);
    return {
      title: this.title, unit: 'keluarga dan orang', notes: [], definition: 'Keluarga menurut Kartu Keluarga atau pendataan kantor, dengan seluruh anggotanya; satu baris per keluarga dan per orang',
      tables: [familyTable(office, query, numbers), personTable(office, query, numbers)],
    };
  },
};

/** The people of the same families, one row each, with where they live. */
export const peopleList: ListDef = {
  name: 'people',
  title: 'Daftar orang',
  params: filterParams,
  tables(office, query) {
    return {
      title: this.title, unit: 'orang', notes: [], definition: 'Anggota keluarga yang tercatat di register kantor; satu baris per orang',
      tables: [personTable(office, query, familyNumbers(office, query))],
    };
  },
};

/** Families of a filter by number, in the order of a walk through the kelurahan; never those of an undone import. */
function familyNumbers(office: Reader, query: ListQuery): number[] {
  const { where, params } = filterCondition(office, filterOf(query.params), query.scope);
  return office.db.prepare(`SELECT s.family FROM familySummary s WHERE ${where} AND s.status <> ${familyStatus.undone} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`)
    .pluck().all(...params) as number[];
}

function familyTable(office: Reader, query: ListQuery, numbers: readonly number[]): Table {
  const columns = recordColumns('family', (family) => family.uid, query);
  return {
    name: 'Keluarga', columns, keys: columns.map(({ key }) => key), frozen: 2,
    *rows() {
      for (const number of numbers) {
        const family = recordByNumber(office, 'family', number);
        if (family) yield columns.map((column) => column.cell(family));
      }
    },
  };
}

function personTable(office: Reader, query: ListQuery, numbers: readonly number[]): Table {
  const columns = recordColumns('person', (person) => String(person.values.family), query);
  const place = recordColumns('family', () => '', query).filter(({ key, header }) => placeKeys.includes(key ?? header) || (key === null && header === 'No KK'));
  return {
    name: 'Anggota', columns: [...columns, ...place.map((column) => ({ ...column, header: `${column.header} (keluarga)` }))],
    keys: [...columns.map(({ key }) => key), ...place.map(() => null)], frozen: 2,
    *rows() {
      for (const number of numbers) {
        const family = recordByNumber(office, 'family', number);
        if (!family) continue;
        const where = place.map((column) => column.cell(family));
        for (const person of livingRecords(office, family, query)) yield [...columns.map((column): SheetValue => column.cell(person)), ...where];
      }
    },
  };
}

/** Said of the family beside each person, for reading; the import takes them from the family. */
const placeKeys: readonly string[] = ['noKk', 'address', 'rt', 'rw', 'region'];

/** Everybody of a family but what an undone import left, and children where they are closed. */
function livingRecords(office: Reader, family: StoredRecord, { closed }: ListQuery): StoredRecord[] {
  const day = today(office);
  return recordsWhere(office, 'person', 'family', family.uid).filter((person) => person.values.status !== personStatus.invalid && !(closed.has('child') && isChild(person.values, day)));
}
