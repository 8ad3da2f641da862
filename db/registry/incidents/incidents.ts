import { eq } from 'drizzle-orm';
import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { WriteMeta } from '../../store/change-log.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { incident } from '../../store/schema/register.ts';
import { affectedPeople } from './affected.ts';
import type { LostSources } from './affected.ts';

const NOTICE_HOURS = 72;
const HOUR_MS = 3_600_000;

export interface IncidentInput extends LostSources {
  readonly id?: string | undefined;
  readonly kind: string; readonly happenedOn: string | null; readonly foundAt: string; readonly what: string; readonly handling: string | null;
  readonly informedOn: string | null; readonly reportedOn: string | null; readonly closedOn: string | null;
}

/** Until when those affected and the authority have to be told in writing: 3 × 24 hours after it was found (UU 27/2022 article 46). */
export function noticeDue(foundAt: string): string {
  return new Date(Date.parse(foundAt) + NOTICE_HOURS * HOUR_MS).toISOString();
}

/** Writes an incident down, or what became of it; who was affected is computed from the log as it is now. Error: NOT_FOUND. */
export function saveIncident(office: Writer, meta: WriteMeta, { id, packages, files, whole, ...said }: IncidentInput): { id: string; affected: number; due: string } {
  const { people, children, health, financial } = affectedPeople(office, { packages, files, whole }, 0);
  const classes = [...(children > 0 ? ['child'] : []), ...(health > 0 ? ['health'] : []), ...(financial > 0 ? ['financial'] : [])].join(',');
  const values: FieldValues = { ...said, sources: JSON.stringify({ packages, files, whole }), affected: people, classes: classes === '' ? null : classes, madeBy: office.identity.code };
  const known = id === undefined ? undefined : (office.orm.select({ no: incident.id }).from(incident).where(eq(incident.uid, id)).get() ?? fail('NOT_FOUND', { id }));
  const uid = writeChanges(office, meta, (log) => {
    if (known === undefined) return log.create('incident', values).uid;
    log.update('incident', known.no, values);
    return id ?? '';
  });
  return { id: uid, affected: people, due: noticeDue(said.foundAt) };
}

/** The incidents of this office, newest first, with the moment by which people have to be told. */
export function listIncidents(office: Reader) {
  return office.orm.select().from(incident).all().reverse().map((row) => ({
    id: row.uid, kind: row.kind ?? '', happenedOn: row.happenedOn, foundAt: row.foundAt ?? '', what: row.what ?? '', handling: row.handling, affected: row.affected ?? 0, classes: row.classes,
    informedOn: row.informedOn, reportedOn: row.reportedOn, closedOn: row.closedOn, due: noticeDue(row.foundAt ?? ''), sources: JSON.parse(row.sources ?? '{"packages":[],"files":[],"whole":false}') as LostSources,
  }));
}
