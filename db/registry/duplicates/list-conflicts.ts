import { entityOfId, fieldOfId } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { fieldLabel } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordByNumber } from '../../store/records.ts';
import type { OfficeName } from './pair-sides.ts';

interface Stated { readonly value: FieldValue; readonly office: string; readonly officeName: string }

/** A value that a package brought beside ours; both are kept. */
export interface OpenConflict {
  readonly id: string; readonly entity: string; readonly record: string; readonly name: string | null; readonly field: string; readonly label: string;
  readonly ours: Stated; readonly theirs: Stated; readonly at: string;
}

interface Row {
  readonly id: number; readonly entity: number; readonly record: number; readonly field: number; readonly at: string; readonly theirs: string | null;
  readonly theirOffice: string | null; readonly ourOffice: string | null;
}

/** The open conflicts of packages, oldest first, with both offices; NIK and No KK masked. */
export function listConflicts(office: Reader, lang: Lang, officeName: OfficeName): OpenConflict[] {
  const rows = sql(office, `SELECT f.id AS id, f.entity AS entity, f.record AS record, f.field AS field, f.at AS at, c.new AS theirs, td.office AS theirOffice, od.office AS ourOffice
    FROM conflict f LEFT JOIN change c ON c.device = f.theirDevice AND c.epoch = f.theirEpoch AND c.counter = f.theirCounter
      LEFT JOIN device td ON td.no = f.theirDevice LEFT JOIN device od ON od.no = f.ourDevice WHERE f.closedAt IS NULL ORDER BY f.id`).all() as Row[];
  return rows.flatMap((row): OpenConflict[] => {
    const entity = entityOfId(row.entity)?.key;
    const record = entity && recordByNumber(office, entity, row.record);
    const field = entity && fieldOfId(entity, row.field);
    if (!entity || !record || !field) return [];
    const stated = (value: FieldValue, code: string): Stated => ({ value: field.masked && typeof value === 'string' ? mask(value) : value, office: code, officeName: officeName(code) });
    const { name } = record.values;
    return [{
      id: `konflik-${row.id}`, entity, record: record.uid, name: typeof name === 'string' ? name : null, field: field.key, label: fieldLabel(lang, entity, field.key),
      ours: stated(record.values[field.key] ?? null, row.ourOffice ?? office.identity.code),
      theirs: stated(row.theirs === null ? null : (JSON.parse(row.theirs) as FieldValue), row.theirOffice ?? ''), at: row.at,
    }];
  });
}
