import type { ApiEvent, CallName, CallOutput, HandlerInput } from './contract.ts';
import type { Actor } from '../registry/access.ts';
import type { Host, Session } from './host.ts';
import type { WriteMeta } from '../store/change-log.ts';
import type { Reader, Writer } from '../store/office.ts';

/** What a handler is given beside its input. */
export interface Context {
  readonly host: Host;
  /** The signed-in user; absent only in calls that need no session. */
  readonly session: Session;
  readonly reader: Reader;
  readonly writer: Writer;
  /** The signed-in user as the registry wants its authors. */
  readonly actor: Actor;
  /** The region prefix that bounds what this user may see and change. */
  readonly scope: string;
  /** The author and kind of a transaction made by this user. */
  meta(kind: string, more?: Partial<WriteMeta>): WriteMeta;
  /** Tells the window that something changed. */
  changed(...what: Extract<ApiEvent, { type: 'changed' }>['what'][number][]): void;
  /** Tells the window what became of a file while the others are still taken. */
  received(job: string, row: CallOutput<'package.receive'>[number]): void;
  /** Progress of a long job, under the name that the caller chose. */
  progress(job: string): (progress: { phase: string; done: number; total: number | null; perSecond: number | null; secondsLeft: number | null }) => void;
}

/** What a handler may return: its room's own plain data, which it need not copy to make it writable. */
type Plain<T> = T extends (infer E)[] ? readonly Plain<E>[] : T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T;

export type Handler<N extends CallName> = (input: HandlerInput<N>, context: Context) => Plain<CallOutput<N>> | Promise<Plain<CallOutput<N>>>;
export type Handlers<N extends CallName> = { readonly [K in N]: Handler<K> };
