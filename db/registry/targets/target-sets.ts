import { fail } from '../../rules/failure.ts';
import { targetContentSchema } from '../../rules/schemes/target-set.ts';
import type { TargetContent } from '../../rules/schemes/target-set.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { requireWholeOffice } from '../access.ts';
import type { Actor } from '../access.ts';

/** The part of a target list that one office below was given, or that this office got from above. */
export interface TargetSlice {
  readonly list: string;
  readonly set: string;
  readonly title: string;
  readonly version: number;
  readonly content: TargetContent;
  readonly office: string;
  readonly owner: string;
  readonly issuedOn: string;
  readonly families: number;
}

interface SliceRow { readonly list: string; readonly set: string; readonly title: string; readonly version: number; readonly content: string; readonly office: string; readonly owner: string; readonly issuedOn: string; readonly families: number }

/** Every part in force; one that this version cannot read is left out. */
export function targetSlices(office: Reader): TargetSlice[] {
  const rows = sql(office, `SELECT l.uid AS list, l.targetSet AS "set", l.title AS title, l.version AS version, l.content AS content, l.office AS office, l.owner AS owner, l.issuedOn AS issuedOn,
    (SELECT count(*) FROM task t WHERE t.list = l.uid) AS families FROM targetList l WHERE l.targetSet IS NOT NULL AND l.withdrawn IS NULL ORDER BY l.id`).all() as SliceRow[];
  return rows.flatMap(({ content, ...row }): TargetSlice[] => {
    const read = targetContentSchema.safeParse(JSON.parse(content));
    return read.success ? [{ ...row, content: read.data }] : [];
  });
}

/** A target list as the screen of them shows it. */
export interface TargetSetView {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly content: TargetContent;
  readonly chosenOn: string;
  readonly ended: string | null;
  /** Chosen here, so that it may be chosen anew. */
  readonly own: boolean;
  readonly families: number;
  readonly offices: readonly { readonly code: string; readonly list: string; readonly families: number }[];
}

interface SetRow { readonly uid: string; readonly title: string; readonly version: number; readonly content: string; readonly chosenOn: string; readonly ended: string | null }

/** Target lists, the newest first: those chosen here, and those that another office sent. */
export function listTargetSets(office: Reader): TargetSetView[] {
  const slices = Map.groupBy(targetSlices(office), (one) => one.set);
  const own = (sql(office, 'SELECT uid, title, version, content, chosenOn, ended FROM targetSet ORDER BY id DESC').all() as SetRow[]).flatMap((row): TargetSetView[] => {
    const content = targetContentSchema.safeParse(JSON.parse(row.content));
    const parts = slices.get(row.uid) ?? [];
    slices.delete(row.uid);
    return content.success ? [{ id: row.uid, title: row.title, version: row.version, content: content.data, chosenOn: row.chosenOn, ended: row.ended, own: true, ...sumOf(parts) }] : [];
  });
  const sent = [...slices].reverse().flatMap(([id, parts]): TargetSetView[] => {
    const last = parts.at(-1);
    return last ? [{ id, title: last.title, version: last.version, content: last.content, chosenOn: last.issuedOn, ended: null, own: false, ...sumOf(parts) }] : [];
  });
  return [...own, ...sent];
}

function sumOf(parts: readonly TargetSlice[]): Pick<TargetSetView, 'families' | 'offices'> {
  return { families: parts.reduce((sum, one) => sum + one.families, 0), offices: parts.map((one) => ({ code: one.office, list: one.list, families: one.families })) };
}

/** A target list by its id. Error: NOT_FOUND. */
export function needTargetSet(office: Reader, id: string): TargetSetView {
  return listTargetSets(office).find((one) => one.id === id) ?? fail('NOT_FOUND', { id });
}

/** Takes a target list out of force: its parts are taken back, and programmes draw from it no more. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER. */
export function endTargetSet(office: Writer, actor: Actor, id: string, reason: string): void {
  requireWholeOffice(office, actor.scope);
  const set = needTargetSet(office, id);
  if (!set.own) fail('NOT_OWNER', { owner: targetSlices(office).find((one) => one.set === id)?.owner ?? '' });
  const number = sql(office, 'SELECT id FROM targetSet WHERE uid = ?').pluck().get(id) as number;
  writeChanges(office, { user: actor.user, kind: 'target', reason }, (log) => {
    log.update('targetSet', number, { ended: today(office) });
    for (const list of slicesOf(office, id)) log.update('targetList', list, { withdrawn: today(office) });
  });
}

/** Local numbers of the lists of tasks that a target list is sent as. */
export function slicesOf(office: Reader, set: string): number[] {
  return sql(office, 'SELECT id FROM targetList WHERE targetSet = ? AND withdrawn IS NULL').pluck().all(set) as number[];
}
