import { entityOfId, fieldOfId } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import { errorText, fieldLabel } from '../rules/text.ts';
import type { Lang } from '../rules/text.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import { requireWholeOffice } from '../registry/access.ts';
import type { Actor } from '../registry/access.ts';
import type { OfficeName } from '../registry/duplicates/pair-sides.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';

/** A record or a change that a package brought and that could not be taken; it is kept as it came. */
export interface Quarantined {
  readonly id: string; readonly entity: string; readonly record: string; readonly field: string | null; readonly label: string | null;
  readonly reason: string; readonly message: string; readonly office: string; readonly officeName: string; readonly at: string;
}

interface Row { readonly device: number; readonly epoch: number; readonly counter: number; readonly entity: number; readonly record: string; readonly field: number; readonly reason: string; readonly at: string; readonly office: string }

/** What waits in quarantine, oldest first, each with the reason in words and the office it came from. */
export function listQuarantine(office: Reader, lang: Lang, officeName: OfficeName): Quarantined[] {
  const rows = sql(office, 'SELECT q.*, d.office AS office FROM quarantine q JOIN device d ON d.no = q.device WHERE q.resolvedAt IS NULL ORDER BY q.at, q.device, q.epoch, q.counter').all() as Row[];
  return rows.map((row) => {
    const entity = entityOfId(row.entity)?.key;
    const field = entity && row.field > 0 ? fieldOfId(entity, row.field)?.key : undefined;
    const code = `QUARANTINE_${row.reason}` as ErrorCode;
    return {
      id: `karantina-${row.device}.${row.epoch}.${row.counter}`, entity: entity ?? String(row.entity), record: row.record, field: field ?? null,
      label: entity && field ? fieldLabel(lang, entity, field) : null, reason: row.reason, message: errorText(lang, code, { from: officeName(row.office) }),
      office: row.office, officeName: officeName(row.office), at: row.at,
    };
  });
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
