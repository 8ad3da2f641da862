import { labelFor } from '../../registry/states.ts';
import { ageOn } from '../../rules/dates.ts';
import { mask } from '../../rules/mask.ts';
import { ADULT } from '../../rules/privacy/field-classes.ts';
import type { MaskedField } from '../../rules/privacy/agreement.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Table, TableColumn } from '../table.ts';
import type { AgreedRecipient, Subject } from './subjects.ts';

const headOrSpouse: readonly number[] = [1, 2];

interface Line {
  readonly name: string | null; readonly as: string; readonly nik: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly address: string | null;
  readonly programme: string | null; readonly status: string | null; readonly start: string | null;
}
interface PersonRow { readonly name: string | null; readonly nik: string | null; readonly birthDate: string | null; readonly relationship: number | null }
interface PlaceRow { readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly address: string | null }

interface Masked {
  readonly table: Table;
  /** Children who stand under the name of their family's head. */
  readonly children: number;
}

const columnsOf: Readonly<Record<MaskedField, readonly (TableColumn & { readonly of: keyof Line })[]>> = {
  name: [{ header: 'Nama', kind: 'text', width: 30, of: 'name' }, { header: 'Sebagai', kind: 'text', width: 16, of: 'as' }],
  rtRw: [{ header: 'RT', kind: 'text', of: 'rt' }, { header: 'RW', kind: 'text', of: 'rw' }],
  nik: [{ header: 'NIK', kind: 'text', width: 20, of: 'nik' }],
  address: [{ header: 'Alamat', kind: 'text', width: 36, of: 'address' }],
  region: [{ header: 'Kelurahan/Desa', kind: 'text', width: 24, of: 'region' }],
  programme: [{ header: 'Program', kind: 'text', width: 24, of: 'programme' }],
  status: [{ header: 'Status', kind: 'text', of: 'status' }],
  start: [{ header: 'Mulai', kind: 'date', width: 12, of: 'start' }],
};

/**
 * People as outsiders may see them: only fields of the agreement, identifiers masked whoever asks. A child stands under
 * the name of the family's head, and where there is no adult head, without one.
 */
export function maskedTable(office: Reader, subjects: readonly (Subject | AgreedRecipient)[], fields: readonly MaskedField[], regionName: (code: string) => string): Masked {
  const day = today(office);
  const person = sql(office, 'SELECT name, nik, birthDate, relationship FROM person WHERE uid = ?');
  const head = sql(office, 'SELECT name, nik, birthDate, relationship FROM person WHERE family = ? AND relationship = 1 AND coalesce(status, 1) = 1 ORDER BY sequence, id LIMIT 1');
  const place = sql(office, 'SELECT rt, rw, region, address FROM familySummary WHERE uid = ?');
  const programme = sql(office, 'SELECT coalesce(shortName, name) FROM programme WHERE uid = ?').pluck();
  const columns: readonly (TableColumn & { readonly of: keyof Line })[] = fields.flatMap((field) => columnsOf[field]);
  let children = 0;
  const lineOf = (one: Subject | AgreedRecipient): Line => {
    const where = place.get(one.family) as PlaceRow | undefined;
    const self = (one.person === null ? head.get(one.family) : person.get(one.person)) as PersonRow | undefined;
    const child = self === undefined || isChild(self, day);
    if (one.person !== null && child) children += 1;
    const named = child ? guardian(head.get(one.family) as PersonRow | undefined, day) : self;
    return {
      name: named?.name ?? '(tanpa wali dewasa)', as: one.person === null ? 'Kepala Keluarga' : child ? 'Wali penerima' : 'Penerima', nik: named?.nik ? mask(named.nik) : null,
      rt: where?.rt ?? null, rw: where?.rw ?? null, region: where?.region ? regionName(where.region) : null, address: where?.address ?? null,
      ...('programme' in one ? { programme: programme.get(one.programme) as string | null, status: labelFor('TEPAT.statusKepesertaan', one.status), start: one.start } : { programme: null, status: null, start: null }),
    };
  };
  const rows = subjects.map((one, index): SheetValue[] => {
    const line = lineOf(one);
    return [index + 1, ...columns.map((column) => line[column.of])];
  });
  return { table: { name: 'Daftar', columns: [{ header: 'No', kind: 'number', width: 6 }, ...columns.map(({ of: _of, ...column }) => column)], rows: () => rows }, children };
}

/** Somebody whose age is not known is taken for a child unless head or spouse. */
function isChild({ birthDate, relationship }: PersonRow, day: string): boolean {
  return birthDate === null || birthDate.length !== 10 ? !headOrSpouse.includes(relationship ?? 0) : ageOn(birthDate, day) < ADULT;
}

function guardian(head: PersonRow | undefined, day: string): PersonRow | undefined {
  return head !== undefined && !isChild(head, day) ? head : undefined;
}
