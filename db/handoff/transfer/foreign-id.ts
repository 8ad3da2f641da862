import type { ChangeId } from '../../store/change-log.ts';
import type { ApplyContext } from '../apply-context.ts';

/** An id of another office's change, or one of this office that is known here: nobody writes in its name. Throws for any other. */
export function foreignId(context: ApplyContext, wire: unknown): ChangeId {
  const id = context.anyId(wire);
  if (id === null) throw new Error('a change without an id');
  const { ledger } = context;
  if (ledger.epochs().some((one) => one.device === id.device) && !ledger.hasChange(id)) throw new Error('a change in the name of this office');
  return id;
}
