import { fail } from '../../rules/failure.ts';
import { needLabel } from '../../rules/needs.ts';
import { schemeSchema, sortByScheme } from '../../rules/schemes/scheme.ts';
import type { ItemHolds, Scheme, SchemeContent } from '../../rules/schemes/scheme.ts';
import { schemeSeeds, strategyScheme } from '../../rules/schemes/schemes-seed.ts';
import { newId } from '../../store/new-id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor } from '../access.ts';
import { aidProgrammes } from '../aid/aid-families.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { saveUnowned } from './unowned.ts';

/** A scheme as the office has it. */
export interface StoredScheme extends Scheme {
  /** As every office starts with it. */
  readonly seeded: boolean;
}

interface Row { readonly uid: string; readonly title: string | null; readonly source: string | null; readonly version: number | null; readonly ended: string | null; readonly content: string | null }

/** Every scheme: those of the program, as the city changed them, and its own. One that this version cannot read is left out. */
export function listSchemes(office: Reader): StoredScheme[] {
  const stored = new Map((sql(office, 'SELECT uid, title, source, version, ended, content FROM scheme ORDER BY id').all() as Row[]).map((row) => [row.uid, row]));
  const seeded = schemeSeeds.flatMap((seed): StoredScheme[] => {
    const row = stored.get(seed.uid);
    stored.delete(seed.uid);
    return row ? readRow(row) : [{ ...seed, version: 1, ended: null, seeded: true }];
  });
  return [...seeded, ...[...stored.values()].flatMap(readRow)];
}

function readRow(row: Row): StoredScheme[] {
  const content = schemeSchema.safeParse(JSON.parse(row.content ?? 'null'));
  return content.success ? [{ uid: row.uid, title: row.title ?? '', source: row.source ?? '', version: row.version ?? 1, ended: row.ended, content: content.data, seeded: false }] : [];
}

/** A scheme by its id, the three strategies without one. Error: NOT_FOUND. */
export function needScheme(office: Reader, uid: string = strategyScheme): StoredScheme {
  return listSchemes(office).find((one) => one.uid === uid) ?? fail('NOT_FOUND', { id: uid });
}

export interface SchemeInput {
  readonly id?: string;
  readonly title: string;
  readonly source: string;
  readonly content: SchemeContent;
  readonly ended?: boolean;
  readonly reason?: string;
}

/** Adds a scheme, or makes the next version of one; `ended` takes it out of use. Errors: SET_ABOVE, NOT_FOUND, TOO_LONG. */
export function saveScheme(office: Writer, actor: Actor, input: SchemeInput): { id: string; version: number } {
  const before = input.id === undefined ? null : needScheme(office, input.id);
  const version = (before?.version ?? 0) + 1;
  const id = before?.uid ?? newId();
  const ended = input.ended === true ? (before?.ended ?? today(office)) : null;
  saveUnowned(office, actor, 'scheme', id, { title: input.title, source: input.source, version, ended, content: JSON.stringify(input.content) }, input.reason ?? null);
  return { id, version };
}

/** The items of a scheme with the programmes of the catalogue and the needs that belong to each; what belongs to none is the last. */
export function itemsOfScheme(office: Reader, scheme: Scheme): ItemHolds[] {
  const catalogue = new Set(sql(office, 'SELECT uid FROM programme WHERE voided IS NULL').pluck().all() as string[]);
  return sortByScheme(scheme.content, [...aidProgrammes(office).values()].filter((one) => catalogue.has(one.uid)), needRulesOf(office).needs.map((one) => one.need));
}

/** Names of needs by the rules in force here, in one line. */
export function needNames(office: Reader, needs: readonly string[]): string {
  const rules = needRulesOf(office);
  return needs.map((need) => needLabel('id', need, rules)).join(', ');
}
