import { fail } from '../rules/failure.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';

export interface DraftLine {
  readonly id: string; readonly kind: string; readonly target: string | null; readonly title: string; readonly savedAt: string; readonly by: string;
}
export interface Draft extends DraftLine {
  readonly content: string;
}

/** Keeps unfinished input; the same id replaces it. `user` is a name to show. Drafts are no part of the register: not logged, never sent. */
export function saveDraft(
  office: Writer, user: string, draft: { id?: string; kind: string; target: string | null; title: string; content: string },
): { id: string; savedAt: string } {
  const id = draft.id ?? office.newId();
  const savedAt = office.now().toISOString();
  sql(office, `INSERT INTO draft (id, kind, target, title, content, savedAt, savedBy) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, target = excluded.target, title = excluded.title, content = excluded.content,
    savedAt = excluded.savedAt, savedBy = excluded.savedBy`).run(id, draft.kind, draft.target, draft.title, draft.content, savedAt, user);
  return { id, savedAt };
}

/** Unfinished input of everyone at this PC, the newest first. */
export function listDrafts(office: Reader): DraftLine[] {
  return sql(office, 'SELECT id, kind, target, title, savedAt, savedBy AS "by" FROM draft ORDER BY savedAt DESC, id DESC').all() as DraftLine[];
}

/** One draft. Errors: NOT_FOUND. */
export function getDraft(office: Reader, id: string): Draft {
  const draft = sql(office, 'SELECT id, kind, target, title, content, savedAt, savedBy AS "by" FROM draft WHERE id = ?').get(id) as Draft | undefined;
  return draft ?? fail('NOT_FOUND', { id });
}

/** Throws a draft away; one that is gone already is no error. */
export function discardDraft(office: Writer, id: string): void {
  sql(office, 'DELETE FROM draft WHERE id = ?').run(id);
}
