import { desc, eq } from 'drizzle-orm';
import { fail } from '../rules/failure.ts';
import type { Reader, Writer } from '../store/office.ts';
import { draft } from '../store/schema/office.ts';

export interface DraftLine {
  readonly id: string; readonly kind: string; readonly target: string | null; readonly title: string; readonly savedAt: string; readonly by: string;
}
export interface Draft extends DraftLine {
  readonly content: string;
}

const line = { id: draft.id, kind: draft.kind, target: draft.target, title: draft.title, savedAt: draft.savedAt, by: draft.savedBy };

/** Keeps unfinished input; the same id replaces it. `user` is a name to show. Drafts are no part of the register: not logged, never sent. */
export function saveDraft(
  office: Writer, user: string, input: { id?: string; kind: string; target: string | null; title: string; content: string },
): { id: string; savedAt: string } {
  const id = input.id ?? office.newId();
  const savedAt = office.now().toISOString();
  const row = { kind: input.kind, target: input.target, title: input.title, content: input.content, savedAt, savedBy: user };
  office.orm.insert(draft).values({ id, ...row }).onConflictDoUpdate({ target: draft.id, set: row }).run();
  return { id, savedAt };
}

/** Unfinished input of everyone at this PC, the newest first. */
export function listDrafts(office: Reader): DraftLine[] {
  return office.orm.select(line).from(draft).orderBy(desc(draft.savedAt), desc(draft.id)).all();
}

/** One draft. Errors: NOT_FOUND. */
export function getDraft(office: Reader, id: string): Draft {
  const found = office.orm.select({ ...line, content: draft.content }).from(draft).where(eq(draft.id, id)).get();
  return found ?? fail('NOT_FOUND', { id });
}

/** Throws a draft away; one that is gone already is no error. */
export function discardDraft(office: Writer, id: string): void {
  office.orm.delete(draft).where(eq(draft.id, id)).run();
}
