import { entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { fail } from '../rules/failure.ts';
import { errorText, fieldLabel } from '../rules/text.ts';
import type { Lang } from '../rules/text.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import { requireWholeOffice } from '../registry/access.ts';
import type { Actor } from '../registry/access.ts';
import type { OfficeName } from '../registry/duplicates/pair-sides.ts';
import { toldValue } from '../registry/told-value.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import { authorOf, nameOf } from './list-conflicts.ts';

/** A record or a change that a package brought and that could not be taken; it is kept as it came. */
export interface Quarantined {
  readonly id: string; readonly entity: string; readonly record: string; readonly field: string | null; readonly label: string | null;
  readonly reason: string; readonly message: string; readonly office: string; readonly officeName: string; readonly at: string;
  /** Who wrote it, and when by their clock; null where the package does not say. */
  readonly by: string | null; readonly madeAt: string | null;
  /** Whose record it is, and the family to open, where this office knows them. */
  readonly name: string | null; readonly family: string | null;
  /** What it says beside what stands here; NIK and No KK masked. */
  readonly values: readonly { readonly field: string; readonly label: string; readonly here: FieldValue; readonly came: FieldValue }[];
}

interface Row { readonly device: number; readonly epoch: number; readonly counter: number; readonly entity: number; readonly record: string; readonly field: number; readonly reason: string; readonly raw: string; readonly at: string; readonly office: string }

/** What waits in quarantine, oldest first, each with the reason in words and the office it came from. */
export function listQuarantine(office: Reader, lang: Lang, officeName: OfficeName): Quarantined[] {
  const rows = sql(office, 'SELECT q.*, d.office AS office FROM quarantine q JOIN device d ON d.no = q.device WHERE q.resolvedAt IS NULL ORDER BY q.at, q.device, q.epoch, q.counter').all() as Row[];
  return rows.map((row) => {
    const entity = entityOfId(row.entity)?.key;
    const field = entity && row.field > 0 ? fieldOfId(entity, row.field)?.key : undefined;
    const code = `QUARANTINE_${row.reason}` as ErrorCode;
    const here = entity && row.record !== '' ? (findRecord(office, entity, row.record)?.values ?? null) : null;
    const came = entity ? cameWith(entity, row) : {};
    const { by, at: madeAt } = authorOf(office, row.device, row.epoch, row.counter);
    const family = entity === 'family' ? row.record : (here?.family ?? came.family ?? null);
    return {
      id: `karantina-${row.device}.${row.epoch}.${row.counter}`, entity: entity ?? String(row.entity), record: row.record, field: field ?? null,
      label: entity && field ? fieldLabel(lang, entity, field) : null, reason: row.reason, message: errorText(lang, code, { from: officeName(row.office) }),
      office: row.office, officeName: officeName(row.office), at: row.at, by, madeAt,
      name: entity ? (nameOf(office, entity, row.record, here ?? came) ?? null) : null,
      family: typeof family === 'string' && findRecord(office, 'family', family) ? family : null,
      values: entity ? Object.entries(came).map(([key, value]) => ({ field: key, label: fieldLabel(lang, entity, key), here: shown(office, lang, entity, key, here?.[key]), came: shown(office, lang, entity, key, value) })) : [],
    };
  });
}

/** The values in a row as they came: those of a whole record, or the one of a change. */
function cameWith(entity: EntityKey, { field, raw }: Row): FieldValues {
  const said = JSON.parse(raw) as readonly [number, FieldValue][] | { readonly value?: FieldValue };
  const pairs: readonly (readonly [number, FieldValue])[] = Array.isArray(said) ? said : [[field, (said as { value?: FieldValue }).value ?? null]];
  return Object.fromEntries(pairs.flatMap(([number, value]) => {
    const def = fieldOfId(entity, number);
    return def && def.key !== 'owner' ? [[def.key, value] as const] : [];
  }));
}

function shown(office: Reader, lang: Lang, entity: EntityKey, key: string, value: FieldValue | undefined): FieldValue {
  if (value === undefined || (typeof value === 'object' && value !== null && !('raw' in value))) return null;
  return toldValue(office, lang, entity, key, value);
}

/**
 * Settles something in quarantine without taking it, with the reason; the next receipt no longer asks for it, and a later
 * change of its sender is judged anew. Errors: NOT_FOUND, OUTSIDE_AREA.
 */
export function closeQuarantine(office: Writer, actor: Actor, id: string, reason: string): { id: string } {
  requireWholeOffice(office, actor.scope);
  const [, device, epoch, counter] = /^karantina-(\d+)\.(\d+)\.(\d+)$/.exec(id) ?? fail('NOT_FOUND', { id });
  const key = [Number(device), Number(epoch), Number(counter)] as const;
  const open = sql(office, 'SELECT 1 FROM quarantine WHERE device = ? AND epoch = ? AND counter = ? AND resolvedAt IS NULL').get(...key);
  if (!open) fail('NOT_FOUND', { id });
  return writeChanges(office, { user: actor.user, kind: 'decision', reason, detail: { what: 'quarantine', id } }, () => {
    sql(office, 'UPDATE quarantine SET resolvedAt = ? WHERE device = ? AND epoch = ? AND counter = ?').run(office.now().toISOString(), ...key);
    return { id };
  });
}
