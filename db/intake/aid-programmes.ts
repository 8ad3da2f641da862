import { codeFor, unitKind } from '../registry/states.ts';
import { findRecord } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** A programme of the catalogue as far as a claim of receiving it needs. */
export interface AidProgramme {
  readonly uid: string;
  /** What its column is mapped to, behind `@programme.`. */
  readonly key: string;
  readonly name: string;
  /** Its code and names, as a file may write them. */
  readonly names: readonly string[];
  /** Who receives: a person, a family (or its house), or neither, of whom no row can speak. */
  readonly unit: 'person' | 'family' | 'other';
  readonly unitKind: number;
  /** An ended programme is kept as history, a running one is proposed. */
  readonly active: boolean;
}

/** The programmes that a column can be mapped to, in the order of their names. */
export function aidProgrammes(office: Reader): AidProgramme[] {
  const rows = sql(office, 'SELECT uid FROM programme WHERE voided IS NULL ORDER BY coalesce(shortName, name), id').pluck().all() as string[];
  return rows.flatMap((uid) => {
    const values = findRecord(office, 'programme', uid)?.values;
    if (!values) return [];
    const kind = codeFor('TEPAT.satuanPenerima', values, 'unitKind') ?? unitKind.family;
    const unit = kind === unitKind.person ? 'person' : kind === unitKind.family || kind === unitKind.house ? 'family' : 'other';
    return [{ uid, key: typeof values.code === 'string' ? values.code : uid, name: String(values.shortName ?? values.name ?? ''), names: [values.code, values.shortName, values.name].filter((one) => typeof one === 'string'), unit, unitKind: kind, active: values.active !== 0 }];
  });
}
