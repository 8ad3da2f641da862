import { enrolmentStatus } from '../registry/states.ts';
import type { Log } from '../store/change-log.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord } from '../store/records.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { aidProgrammes } from './aid-programmes.ts';
import type { MadeIds } from './made-ids.ts';
import { aidFields, enrolmentsOf } from './settle-aid.ts';
import type { FieldChange } from './types.ts';

interface Line { readonly id: number; readonly entity: 'family' | 'person'; readonly record: string | null; readonly ownerFamily: string | null; readonly changes: string }

const LINES = `SELECT id, entity, record, ownerFamily, changes FROM row WHERE file = ? AND id > ? AND state IN ('new', 'changed') AND entity IN ('family', 'person')
  AND instr(changes, '"aid') > 0 ORDER BY id LIMIT 500`;

/**
 * Writes what the file says of programmes received: as proposals, or as history where the programme has ended. After all
 * people and families of the batch; `made` are those that it made, by their staged row. Proposals change no list: nobody
 * receives by them.
 */
export function writeAid(office: Writer, db: Connection, log: Log, source: { readonly file: number; readonly fileName: string; readonly rankingDate: string }, made: MadeIds): void {
  const find = db.prepare(LINES);
  const programmes = new Map(aidProgrammes(office).map((one) => [one.uid, one]));
  for (let lines = find.all(source.file, 0) as Line[]; lines.length > 0; lines = find.all(source.file, lines.at(-1)?.id) as Line[]) {
    for (const line of lines) {
      const uid = line.record ?? made.get(line.id);
      const person = line.entity === 'person' ? findRecord(office, 'person', uid ?? '') : undefined;
      const family = line.entity === 'family' ? uid : person?.values.family;
      if (typeof family !== 'string') continue;
      for (const { field, new: said } of JSON.parse(line.changes) as FieldChange[]) {
        const programme = programmes.get(field.slice(field.indexOf('.') + 1));
        if (!isAid(field) || !programme) continue;
        const unit = programme.unit === 'person' ? person?.uid : family;
        if (unit === undefined || enrolmentsOf(office, programme, unit).length > 0) continue;
        log.create('enrolment', {
          owner: office.identity.code, programme: programme.uid, unitKind: programme.unitKind, family, person: programme.unit === 'person' ? unit : null,
          status: field.startsWith(aidFields.history) ? enrolmentStatus.finished : enrolmentStatus.proposed, source: source.fileName, proposedOn: field.startsWith(aidFields.history) ? null : today(office), notes: `${String(said)} (${source.rankingDate})`,
        });
      }
    }
  }
}

/** Whether a change of a row is a claim of receiving a programme, and no field. */
export function isAid(field: string): boolean {
  return field.startsWith(aidFields.proposal) || field.startsWith(aidFields.history);
}
