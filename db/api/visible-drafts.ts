import { fail } from '../rules/failure.ts';
import { isDialogDraft } from '../rules/draft-kinds.ts';
import { narrowing } from '../registry/access.ts';
import { getDraft, listDrafts } from '../registry/drafts.ts';
import type { Draft, DraftLine } from '../registry/drafts.ts';
import type { Context } from './handler.ts';

type Viewer = Pick<Context, 'reader' | 'session' | 'scope'>;

/** The drafts that this user may see: everyone's of forms, or only the own where the user's area is part of the office or the user enters nothing. */
export function visibleDrafts(viewer: Viewer): DraftLine[] {
  return listDrafts(viewer.reader).filter((draft) => maySee(viewer, draft));
}

/** One draft. Error: NOT_FOUND, also for one that this user may not see. */
export function visibleDraft(viewer: Viewer, id: string): Draft {
  const draft = getDraft(viewer.reader, id);
  return maySee(viewer, draft) ? draft : fail('NOT_FOUND', { id });
}

/** Refuses (NOT_FOUND) to replace or throw away a draft that this user may not see; one that does not exist is no matter. */
export function requireOwnDraft(viewer: Viewer, id: string | undefined): void {
  if (id !== undefined && listDrafts(viewer.reader).some((draft) => draft.id === id)) visibleDraft(viewer, id);
}

/** A draft says nothing of its area until it is saved, so a bound user sees by who wrote it. What was typed into a dialog, such as a reason, is its writer's. */
function maySee({ reader, session, scope }: Viewer, draft: DraftLine): boolean {
  const everyones = narrowing(reader, scope) === null && session.permissions.includes('register.write') && !isDialogDraft(draft.kind);
  return everyones || draft.by === session.user.displayName;
}
