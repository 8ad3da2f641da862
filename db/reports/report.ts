import type { DocumentModel } from './documents/model.ts';
import type { FileFacts } from './metadata.ts';
import type { FamilyFilter } from '../registry/family-filter.ts';
import type { Scope } from '../registry/access.ts';
import { qualityMeasures } from '../rules/recaps/quality.ts';
import type { Permission } from '../rules/roles.ts';
import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** A column of a report: how its cells are found, headed and aligned. */
export interface ReportColumn {
  readonly key: string;
  readonly title: string;
  readonly numeric: boolean;
}

export type ReportRow = Readonly<Record<string, unknown>>;

/** A report as plain data: what a screen, a print and a file are made of. */
export interface Report {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly totals: ReportRow | null;
  /** Sentences to stand below: what is missing, how something was counted. */
  readonly notes: readonly string[];
  /** The same as one JSON document with stable keys, for the terminal. */
  readonly data: Record<string, unknown>;
}

/** What a report is asked with. */
export interface ReportQuery {
  readonly period: string | undefined;
  readonly params: Readonly<Record<string, string | number>>;
  readonly scope: Scope;
  /** Names of regions by code, for offices that hold more than one. */
  readonly regionName: (code: string) => string;
  /** Codes of the kelurahan and desa below a receiving office; empty at the kelurahan itself. */
  readonly expected: readonly string[];
  /** Whether its reader may know of somebody's health. */
  readonly health?: boolean;
  /** When the last package of a kelurahan or desa was received here; null for never. */
  readonly received?: (code: string) => string | null;
}

export interface ReportDef {
  readonly name: string;
  readonly title: string;
  /** What its rows count, and how they are defined: the metadata of its files. */
  readonly unit: string;
  readonly definition: string;
  readonly params: readonly string[];
  /** Whether it names people, so that exporting it needs a purpose. */
  readonly personal: boolean;
  /** What its reader must hold beside the right to run reports. */
  readonly permission?: Permission;
  run(office: Reader, query: ReportQuery): Report;
  /** How it looks on paper, where that is not simply its table. */
  document?(report: Report, facts: FileFacts): DocumentModel;
}

/** The family filter that a report's parameters say. */
export function filterOf(params: ReportQuery['params']): FamilyFilter {
  const text = (key: string): string | undefined => (params[key] === undefined || params[key] === '' ? undefined : String(params[key]));
  const desil = text('desil')?.split(',').map(Number).filter((one) => Number.isInteger(one));
  const status = text('status');
  const receiving = text('receiving');
  return {
    region: text('region'), rw: padded(text('rw')), rt: padded(text('rt')), desil, programme: text('programme'), need: text('need'), tag: text('tag'), text: text('text'), surveyed: text('surveyed'),
    ...(text('placed') === 'outside' && { placed: 'outside' as const }),
    lacking: qualityMeasures.find(({ key }) => key === text('lacking'))?.key,
    olderThanDays: Number(text('olderThanDays') ?? 0), ...((status === 'inactive' || status === 'all' || status === 'reached') && { status }),
    target: text('target'), ...(text('wanting') !== undefined && { wanting: true }), ...(text('anyOf') !== undefined && { anyOf: [String(params.anyOf).split(',')] }), noneOf: text('noneOf')?.split(','),
    ...((text('least') ?? text('most')) !== undefined && { programmes: { from: countOf(text('least')), to: countOf(text('most')) } }),
    ...((receiving === 'yes' || receiving === 'no') && { receiving }), ...(text('on') !== undefined && { on: text('on') }),
  };
}

/** Said wherever families are counted or listed by what they received on a day that is past; nothing of today. */
export function pastDayNotes(office: Reader, on: string | undefined): string[] {
  return on !== undefined && on < today(office) ? [`Kepesertaan menurut tanggal ${on}; tempat tinggal, desil, kebutuhan, dan jawaban lain menurut catatan terakhir.`] : [];
}

function countOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value) || 0;
}

function padded(value: string | undefined): string | undefined {
  return value?.padStart(3, '0');
}
