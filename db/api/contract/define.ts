import type { z } from 'zod';
import type { Permission } from '../../rules/roles.ts';

/**
 * One call of the api. `lane` says which thread serves it: `write` on the one connection that writes, `read` on the
 * read-only one, `none` before an office is open. `permission` is what the user's role must hold; `null` means any
 * signed-in user, and `open: true` means that no session is needed.
 */
export interface CallDef<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly about: string;
  readonly lane: 'read' | 'write';
  readonly permission: Permission | null;
  readonly open?: true;
  /** Whether the reading thread takes it, to be written later, when its input says `mayWait` and the writing thread is busy. */
  readonly mayWait?: true;
  /** Somebody waits for it at every key: it goes before what else its thread was asked and has not begun. */
  readonly urgent?: true;
  /** Takes long in a large register, where it goes to the thread for long questions so that search waits for no count. */
  readonly long?: true;
  readonly input: I;
  readonly output: O;
}

/** Declares a call; only there so that input and output keep their exact types. */
export function call<I extends z.ZodType, O extends z.ZodType>(def: CallDef<I, O>): CallDef<I, O> {
  return def;
}
