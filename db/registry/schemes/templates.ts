import { fieldDef } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { templateSeeds } from '../../rules/programmes/templates.ts';
import { newId } from '../../store/new-id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor } from '../access.ts';
import { readValues } from '../input-values.ts';
import { saveProgramme } from '../programmes.ts';
import { saveUnowned } from './unowned.ts';

/** A pattern for programmes. */
export interface ProgrammeTemplate {
  readonly id: string;
  readonly version: number;
  readonly ended: string | null;
  readonly seeded: boolean;
  readonly values: Record<string, FieldValue>;
}

/** What a programme has of its own and no pattern says. */
const own: ReadonlySet<string> = new Set(['code', 'year', 'start', 'end', 'quota', 'eligibilityRules']);

interface Row { readonly uid: string; readonly version: number | null; readonly ended: string | null; readonly content: string | null }

/** Every pattern in the order of names: those of the program, as the city changed them, and its own. */
export function listTemplates(office: Reader): ProgrammeTemplate[] {
  const stored = new Map((sql(office, 'SELECT uid, version, ended, content FROM programmeTemplate ORDER BY id').all() as Row[]).map((row) => [row.uid, row]));
  const read = (row: Row): ProgrammeTemplate => ({ id: row.uid, version: row.version ?? 1, ended: row.ended, seeded: false, values: knownValues(JSON.parse(row.content ?? '{}') as Record<string, FieldValue>) });
  const seeded = templateSeeds.map((seed): ProgrammeTemplate => {
    const row = stored.get(seed.uid);
    stored.delete(seed.uid);
    return row ? read(row) : { id: seed.uid, version: 1, ended: null, seeded: true, values: seed.values as Record<string, FieldValue> };
  });
  return [...seeded, ...[...stored.values()].map(read)].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** A newer program's pattern may say what this version has no field for. */
function knownValues(values: Record<string, FieldValue>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fieldDef('programme', field) !== undefined));
}

function nameOf({ values }: ProgrammeTemplate): string {
  return String(values.shortName ?? values.name ?? '');
}

function needTemplate(office: Reader, id: string): ProgrammeTemplate {
  return listTemplates(office).find((one) => one.id === id) ?? fail('NOT_FOUND', { id });
}

/** Adds a pattern or makes the next version of one; `ended` takes it out of use. Errors: SET_ABOVE, NOT_FOUND, INVALID_INPUT. */
export function saveTemplate(office: Writer, actor: Actor, input: { readonly id?: string; readonly values: FieldValues; readonly ended?: boolean; readonly reason?: string }): { id: string; version: number } {
  const before = input.id === undefined ? null : needTemplate(office, input.id);
  const values = { ...before?.values, ...readValues('programme', input.values) };
  const kept = Object.fromEntries(Object.entries(values).filter(([field, value]) => !own.has(field) && value !== null));
  for (const needed of ['name', 'unitKind']) if (kept[needed] === undefined) fail('INVALID_INPUT', { detail: `programme.${needed}` });
  const [id, version] = [before?.id ?? newId(), (before?.version ?? 0) + 1];
  const ended = input.ended === true ? (before?.ended ?? today(office)) : null;
  saveUnowned(office, actor, 'programmeTemplate', id, { title: String(kept.name), version, ended, content: JSON.stringify(kept) }, input.reason ?? null);
  return { id, version };
}

/** A new programme of this office after a pattern, for this year unless the values say otherwise. Errors: NOT_FOUND, INVALID_INPUT. */
export function programmeFromTemplate(office: Writer, actor: Actor, input: { readonly template: string; readonly values: FieldValues }): { id: string } {
  const { values } = needTemplate(office, input.template);
  return saveProgramme(office, actor, { values: { ...values, year: Number(today(office).slice(0, 4)), active: 1, ...input.values } });
}
