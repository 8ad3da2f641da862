import type { FieldValue } from '../rules/field.ts';

/** The shapes that the functions of this room return; `db/api` declares the same ones for its callers. */

export type RowState = 'new' | 'changed' | 'same' | 'rejected' | 'question';
export type IntakeEntity = 'family' | 'person';

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
    readonly columns: readonly PreviewColumn[];
  }[];
  readonly regions: readonly PreviewRegion[];
  readonly tally: { readonly families: Tally; readonly people: Tally };
  readonly findings: readonly ImportFinding[];
  readonly findingCount: number;
  readonly blocked: readonly Blocked[];
}

export interface FieldChange {
  readonly field: string;
  readonly old: FieldValue;
  readonly new: FieldValue;
}

export interface ImportRow {
  readonly sheet: string;
  readonly row: number;
  readonly state: RowState;
  readonly cells: readonly (string | null)[];
  readonly name: string | null;
  readonly findings: readonly ImportFinding[];
  readonly changes: readonly FieldChange[];
  readonly record: string | null;
}

export interface ImportResult {
  readonly batchId: string;
  readonly profile: string | null;
  readonly rows: number;
  readonly created: Counts;
  readonly updated: Counts;
  readonly unchanged: Counts;
  readonly rejected: Counts;
  readonly questions: number;
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
  /** Shared with whoever may cancel: not 0 asks to stop. */
  readonly cancel?: Int32Array;
}

/** Who does it, for the change log. */
export interface Actor {
  readonly uid: string | null;
  readonly name: string;
}
