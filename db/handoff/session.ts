import type { ReceivedRow } from './inbox.ts';
import type { Secrets } from '../store/keyring.ts';
import type { Writer } from '../store/office.ts';

/** An open office and who works in it: what every hand-off that writes needs. */
export interface Session {
  readonly office: Writer;
  readonly secrets: Secrets;
  readonly user: { readonly uid: string | null; readonly name: string };
}

/** How far a long piece of work is. `step` names what happens now; `done` and `total` count rows, bytes or files of that step. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** Lets the caller watch and stop long work. */
export interface Watch {
  readonly progress?: (progress: Progress) => void;
  /** Told of each file as soon as it is known what became of it. */
  readonly received?: (row: ReceivedRow) => void;
  /** Asked between pieces of work; true ends it with CANCELLED and nothing changed. */
  readonly cancelled?: () => boolean;
  /** Told how large the package became, before its number is used; throws where the medium has no room for it. */
  readonly fits?: (bytes: number) => void;
  /** Told of a fault that ended nothing, for the log: what followed from a package that was taken failed. */
  readonly fault?: (what: string, error: unknown) => void;
}
