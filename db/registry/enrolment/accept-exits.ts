import { writeChanges } from '../../store/change-log.ts';
import { newId } from '../../store/new-id.ts';
import type { Writer } from '../../store/office.ts';
import type { Actor } from '../access.ts';
import { codeFromWord } from '../input-values.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { needPart } from './parts.ts';
import { requireMove, writeMove } from './write-move.ts';

export interface ExitItem {
  readonly id: string;
  /** A label or code of TEPAT.alasanKeluar. */
  readonly exitReason: string;
  readonly end: string;
}

/** Ends many parts in programmes at once, each with its own reason and day, all or none; it can be taken back as one. Errors as `needPart` and `requireMove`. */
export function acceptExits(office: Writer, actor: Actor, { items, note }: { readonly items: readonly ExitItem[]; readonly note?: string | null }): { ended: number; batch: string } {
  const batch = newId();
  return writeChanges(office, { user: actor.user, kind: 'enrol', reason: note ?? null, detail: { bulk: batch, what: 'leave', count: items.length } }, (log) => {
    const families = items.flatMap(({ id, exitReason, end }) => {
      const part = needPart(office, id, actor.scope);
      const said = { date: end, exitReason: codeFromWord('TEPAT.alasanKeluar', exitReason), note: note ?? null };
      requireMove(part, 'leave', said);
      writeMove(office, log, actor.user.name, part, 'leave', said);
      return part.family?.id ?? [];
    });
    refreshDerived(office, families);
    return { ended: items.length, batch };
  });
}
