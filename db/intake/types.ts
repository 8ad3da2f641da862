import type { FieldValue } from '../rules/field.ts';
import type { SheetShape } from './sheet-plan.ts';

/** The shapes that the functions of this room return; `db/api` declares the same ones for its callers. */

/** `left`: the row would change something, but the chosen mode or an answer leaves it alone. */
export type RowState = 'new' | 'changed' | 'same' | 'rejected' | 'question' | 'left';
export type IntakeEntity = 'family' | 'person';
/** What a staged row is about; a recipient is a row of a list, matched to a person or family that is there. */
export type RowEntity = IntakeEntity | 'recipient';

export interface Counts {
  readonly families: number;
  readonly people: number;
}

export interface Tally {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly rejected: number;
  readonly question: number;
  readonly left: number;
}

export interface ImportFinding {
  readonly sheet: string;
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly severity: 'block' | 'warn' | 'info';
  readonly message: string;
  readonly value: string | null;
}

export interface PreviewColumn {
  readonly index: number;
  readonly letter: string;
  readonly header: string;
  readonly field: string | null;
  readonly samples: readonly string[];
  readonly target: string | null;
  readonly note: string | null;
}

export interface PreviewRegion {
  readonly bpsCode: string;
  readonly bpsName: string;
  readonly rows: number;
  readonly region: string | null;
  readonly regionName: string | null;
  readonly confirmed: boolean;
}

export interface Blocked {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ImportPreview {
  readonly staging: string;
  readonly file: string;
  readonly sha256: string;
  readonly profile: string | null;
  readonly profileName: string | null;
  readonly seenBefore: { readonly batch: string; readonly at: string } | null;
  readonly sheets: readonly {
    readonly name: string;
    readonly entity: string | null;
    readonly rows: number;
    readonly headerRow: number | null;
    readonly layout: string | null;
    readonly shape: SheetShape | null;
    readonly ignored: boolean;
    readonly why: readonly string[];
    readonly columns: readonly PreviewColumn[];
  }[];
  readonly options: ImportOptions;
  readonly mapping: string | null;
  readonly regions: readonly PreviewRegion[];
  readonly tally: { readonly families: Tally; readonly people: Tally; readonly recipients: Tally };
  /** Who would be proposed for which programme, because the file says so. */
  readonly aid: readonly AidCount[];
  readonly findings: readonly ImportFinding[];
  readonly findingCount: number;
  /** What is told of the sheets as a whole, however many findings the rows have. */
  readonly notes: readonly ImportFinding[];
  /** Every kind of finding about rows, the gravest first: how many rows have it, and what it says of the first. */
  readonly kinds: readonly { readonly sheet: string; readonly code: string; readonly severity: ImportFinding['severity']; readonly message: string; readonly rows: number }[];
  readonly blocked: readonly Blocked[];
}

/** A value typed over a cell of a file before it was written. */
export interface ImportFix {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  /** What stood in the file. */
  readonly before: string | null;
  readonly after: string | null;
  readonly by: string;
  readonly at: string;
}

/** What the import may write, chosen by the clerk; kept with the staged file. */
export interface ImportOptions {
  readonly mode: 'both' | 'new' | 'update';
  readonly erase: boolean;
  /** Whether a list of names brings address, RT and RW of the families that are there up to date. */
  readonly addresses: boolean;
  readonly programme: string | null;
  readonly start: string | null;
  readonly decisionNo: string | null;
  readonly decisionDate: string | null;
}

/** A clerk's answer to the question of a row. */
export interface RowAnswer {
  readonly answer: 'same' | 'different' | 'skip';
  readonly record: string | null;
}

/** Claims of a file that a programme is received, as they will be written. */
export interface AidCount {
  /** The programme's id. */
  readonly programme: string;
  readonly name: string;
  readonly count: number;
  /** `history`: the programme has ended. */
  readonly as: 'proposal' | 'history';
}

export interface FieldChange {
  readonly field: string;
  readonly old: FieldValue;
  readonly new: FieldValue;
  /** The name of what changes, where it is no field: a programme. */
  readonly label?: string;
}

/** A record that a doubtful row may mean; its numbers masked. */
export interface ImportCandidate {
  readonly record: string;
  readonly family: string | null;
  readonly name: string;
  readonly birthDate: string | null;
  readonly nik: string | null;
  readonly noKk: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly office: string | null;
  /** How alike they are in bits, to order by; no probability. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Where a row's people live, as the file says. */
export interface ImportHome {
  readonly noKk: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
}

export interface ImportRow {
  readonly sheet: string;
  readonly row: number;
  readonly entity: RowEntity;
  readonly state: RowState;
  readonly cells: readonly (string | null)[];
  readonly name: string | null;
  readonly findings: readonly ImportFinding[];
  readonly changes: readonly FieldChange[];
  readonly record: string | null;
  readonly candidates: readonly ImportCandidate[];
  /** For a question: what the file says of the home, wherever in the file it stands. */
  readonly home: ImportHome | null;
  readonly fixes: readonly { readonly column: string; readonly value: string | null }[];
  readonly answer: RowAnswer['answer'] | null;
}

export interface ImportResult {
  readonly batchId: string;
  readonly profile: string | null;
  readonly rows: number;
  readonly created: Counts;
  readonly updated: Counts;
  readonly unchanged: Counts;
  readonly rejected: Counts;
  readonly left: Counts;
  readonly questions: number;
  /** The rows of a list. */
  readonly recipients: Tally;
  /** Who was proposed for which programme, because the file says so. */
  readonly aid: readonly AidCount[];
  /** `none`: not one record changed. */
  readonly effect: 'none' | 'some';
  readonly summary: string;
  readonly findings: readonly ImportFinding[];
}

export interface Progress {
  readonly phase: 'read' | 'check' | 'write';
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
  readonly perSecond: number;
  /** Null while it cannot be told. */
  readonly secondsLeft: number | null;
}

/** What a long job needs from its caller. */
export interface JobOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Least time between two words of progress, in ms. */
  readonly everyMs?: number;
  /** Shared with whoever may cancel: not 0 asks to stop. */
  readonly cancel?: Int32Array;
}

/** Who does it, for the change log. */
export interface Actor {
  readonly uid: string | null;
  readonly name: string;
}
