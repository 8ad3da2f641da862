import { fieldDef } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldDef, FieldValue } from '../rules/field.ts';
import { mask } from '../rules/mask.ts';
import { say } from '../rules/text.ts';
import type { Lang } from '../rules/text.ts';
import { referencesEn } from '../rules/text/references.en.ts';
import { referencesId } from '../rules/text/references.id.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

const catalogue = { id: referencesId, en: referencesEn };

/** A value as people are told it: NIK and No KK masked, and another record by whom or what it is, never by its id. */
export function toldValue(office: Reader, lang: Lang, entity: EntityKey, key: string, value: FieldValue | undefined): FieldValue {
  if (typeof value !== 'string' || value === '') return value ?? null;
  const def: FieldDef | undefined = fieldDef(entity, key);
  if (def?.masked) return mask(value);
  return def?.kind === 'ref' ? recordWords(office, lang, def.to, value) : value;
}

/** What is known by its name alone. */
const named: ReadonlySet<string> = new Set(['peopleGroup', 'enumerator', 'visitRound']);

/** Who or what a record is, in a line. */
function recordWords(office: Reader, lang: Lang, entity: string | undefined, uid: string): string {
  const find = <T>(query: string): T | undefined => sql(office, query).get(uid) as T | undefined;
  if (entity === 'family') {
    const row = find<{ head: string | null; address: string | null; rt: string | null; rw: string | null; noKk: string | null }>('SELECT head, address, rt, rw, noKk FROM familySummary WHERE uid = ?');
    if (!row) return say(lang, catalogue, 'family');
    const place = [row.address, row.rt && `RT ${row.rt}`, row.rw && `RW ${row.rw}`].filter(Boolean).join(' ');
    return joined([row.head ?? say(lang, catalogue, 'headless'), place, row.noKk && `No KK ${mask(row.noKk)}`]);
  }
  if (entity === 'person') {
    const row = find<{ name: string | null; nik: string | null }>('SELECT name, nik FROM person WHERE uid = ?');
    return row ? joined([row.name, row.nik && `NIK ${mask(row.nik)}`]) : say(lang, catalogue, 'person');
  }
  const name = entity === 'programme' ? find<{ name: string | null }>('SELECT coalesce(shortName, name) AS name FROM programme WHERE uid = ?')
    : entity === 'household' ? find<{ name: string | null }>('SELECT number AS name FROM household WHERE uid = ?')
    : named.has(entity ?? '') ? find<{ name: string | null }>(`SELECT name FROM "${entity}" WHERE uid = ?`) : undefined;
  return name?.name ?? say(lang, catalogue, 'record');
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}
