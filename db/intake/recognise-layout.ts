import { aidOf } from './aid-target.ts';
import { headerKey } from './headers.ts';
import type { Layout, LayoutSheet } from './layouts/layout.ts';
import { isReasonHeader } from './layouts/list-headers.ts';
import type { MergedRange } from './readers/cell.ts';
import { isRenamable, synonymOf } from './synonyms.ts';
import type { ColumnPlan, SheetPlan, SheetSample } from './sheet-plan.ts';

/** A row, or two that make one, taken for a sheet's header. */
export interface HeaderCandidate {
  readonly headerRow: number;
  readonly headerEnd: number;
  /** By column: what the header says, the lower of two rows first. */
  readonly headers: readonly { readonly text: string; readonly keys: readonly string[] }[];
}

interface Fit {
  readonly plan: SheetPlan;
  readonly known: number;
}

/** A sheet is a layout's when its header has so many of the layout's names, and they are a good part of the row. */
const LEAST_COLUMNS = 4;
const LEAST_SHARE = 0.4;
const LEAST_KEYS = 3;

/** The rows of a sheet that may be its header, each alone and each with the row below it. */
export function headerCandidates(sheet: SheetSample): HeaderCandidate[] {
  return sheet.rows.flatMap((row, at) => {
    const single: HeaderCandidate = { headerRow: row.no, headerEnd: row.no, headers: row.texts.map((text) => ({ text: text?.trim() ?? '', keys: keysOf(text) })) };
    const below = sheet.rows[at + 1];
    if (!below || below.no !== row.no + 1) return [single];
    const merges = sheet.merges.filter(([first]) => first === row.no);
    // A cell merged over both rows says that they are one header, whatever the lower one looks like.
    const isTall = merges.some(([, , last]) => last === below.no);
    if (!isTall && !mayBeSecond(row.texts, below.texts)) return [single];
    return [{ headerRow: row.no, headerEnd: below.no, headers: joined(row.texts, below.texts, merges.filter(([, from, last, to]) => last === row.no && to > from)) }, single];
  });
}

/** A second header row has words only, no numbers of people, and stands below a first one that is not its equal. */
function mayBeSecond(upper: readonly (string | null)[], lower: readonly (string | null)[]): boolean {
  const texts = lower.filter((text) => text?.trim());
  if (texts.length === 0 || texts.some((text) => /\d{4,}|:/.test(text ?? '') || /^-?\d+$/.test(text?.trim() ?? ''))) return false;
  const filledAbove = upper.filter((text) => text?.trim()).length;
  return filledAbove >= 3 && texts.length < filledAbove + 6;
}

/** Two rows as one header: an upper text reaches as far as its merged cell, or where nothing is merged to the next text. */
function joined(upper: readonly (string | null)[], lower: readonly (string | null)[], wide: readonly MergedRange[]): HeaderCandidate['headers'] {
  let above = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const top = upper[index]?.trim() ?? '';
    const under = lower[index]?.trim() ?? '';
    if (top !== '') above = top;
    else if (wide.length > 0 && !wide.some(([, from, , to]) => from <= index && index <= to)) above = '';
    if (under === '') return { text: top, keys: keysOf(top) };
    const over = top === '' ? above : top;
    return { text: over === '' ? under : `${over} / ${under}`, keys: [...keysOf(under), ...keysOf(`${over} ${under}`), ...keysOf(top)] };
  });
}

/** A header as it is compared: with its number in brackets, without, and by the number of its question. */
function keysOf(text: string | null | undefined): string[] {
  if (!text) return [];
  const full = headerKey(text);
  if (full === '') return [];
  const bare = text.includes('(') ? headerKey(text.replace(/\([^)]*\)/g, ' ')) : full;
  const question = /^\s*(\d{3}[a-z]?\d?)[.\s]\s*\p{L}/u.exec(text)?.[1];
  if (bare === full && question === undefined) return [full];
  return [...new Set([full, bare, headerKey(question ?? '')])].filter((key) => key !== '');
}

/** The layout that a sheet has, or null. */
export function recogniseLayout(sheet: SheetSample, layouts: readonly Layout[]): SheetPlan | null {
  let best: Fit | null = null;
  for (const candidate of headerCandidates(sheet)) {
    const keys = new Set(candidate.headers.flatMap((header) => header.keys));
    if (keys.size < LEAST_KEYS) continue;
    for (const layout of layouts) {
      for (const kind of layout.sheets) {
        if (!hasMarks(kind, keys, candidate) || !hasWords(kind, sheet)) continue;
        const fit = fitOf(sheet, candidate, layout, kind);
        if (fit && (!best || fit.known > best.known)) best = fit;
      }
    }
  }
  return best?.plan ?? null;
}

/** A mark is there by its own header, or by a usual other name of the same column. Asked of every row and layout: what says no soonest comes first. */
function hasMarks(kind: LayoutSheet, keys: ReadonlySet<string>, { headers }: HeaderCandidate): boolean {
  const { known, marks, never } = keyed(kind);
  // Who a person is stands in every file: one mark at least must be the layout's own.
  const isOwn = (mark: string): boolean => keys.has(mark) && !isRenamable(known.get(mark) ?? '');
  if (!marks.some((group) => group.some(isOwn)) || never.some((header) => keys.has(header))) return false;
  const others = new Set(headers.filter((header) => !header.keys.some((key) => known.has(key))).flatMap((header) => synonymOf(header.keys) ?? []));
  return marks.every((group) => group.some((mark) => keys.has(mark) || others.has(known.get(mark) ?? '')));
}

function hasWords({ words }: LayoutSheet, sheet: SheetSample): boolean {
  return !words || sheet.rows.some((row) => row.texts.some((text) => text !== null && words.test(text)));
}

function fitOf(sheet: SheetSample, candidate: HeaderCandidate, layout: Layout, kind: LayoutSheet): Fit | null {
  const columns = planColumns(candidate, kind);
  const known = columns.filter((column) => column.reason === 'header' || column.reason === 'not-kept' || column.reason === 'aid').length;
  if (known < Math.min(LEAST_COLUMNS, kind.marks.length) || known < columns.length * LEAST_SHARE) return null;
  const marks = kind.marks.flatMap((group) => candidate.headers.find((header) => group.some((mark) => header.keys.includes(headerKey(mark))))?.text ?? []);
  return {
    known,
    plan: {
      no: sheet.no, layout: layout.key, shape: kind.shape, entity: kind.entity, headerRow: candidate.headerRow, headerEnd: candidate.headerEnd, columns,
      why: [{ code: 'WHY_HEADERS', params: { row: candidate.headerRow, known, all: columns.length } }, { code: 'WHY_MARKS', params: { marks: marks.join(', ') } }],
    },
  };
}

/** What a sheet of a layout is known by, as headers are compared. */
interface Keyed {
  readonly known: ReadonlyMap<string, string>;
  readonly marks: readonly (readonly string[])[];
  readonly never: readonly string[];
}

const byKind = new WeakMap<LayoutSheet, Keyed>();

function keyed(kind: LayoutSheet): Keyed {
  let found = byKind.get(kind);
  if (!found) {
    const known = new Map(Object.entries(kind.columns).map(([header, target]) => [headerKey(header), target]));
    byKind.set(kind, (found = { known, marks: kind.marks.map((group) => group.map(headerKey)), never: (kind.never ?? []).map(headerKey) }));
  }
  return found;
}

function planColumns({ headers }: HeaderCandidate, kind: LayoutSheet): ColumnPlan[] {
  const { known } = keyed(kind);
  const taken = new Set<string>();
  const targets = new Set([...known.values()]);
  return headers.flatMap(({ text, keys }, index): ColumnPlan[] => {
    if (text === '') return [];
    const other = synonymOf(keys);
    const found = keys.map((key) => known.get(key)).find((target) => target !== undefined) ?? (other !== null && targets.has(other) ? other : undefined);
    if (found === undefined) return [{ index, header: text, target: null, reason: isReasonHeader(text) ? 'not-kept' : 'unknown' }];
    const [target = '', list] = found.split(':');
    if (target === '@skip') return [{ index, header: text, target: null, reason: 'not-kept' }];
    if (target === '@aid') return [{ index, header: text, target: null, reason: 'aid' }];
    // A header that comes twice is read once; the second is shown as not read.
    if (taken.has(target) && aidOf(target) === null) return [{ index, header: text, target: null, reason: 'twice' }];
    taken.add(target);
    return [{ index, header: text, target, reason: 'header', ...(list === undefined ? {} : { list }) }];
  });
}

/** Headers of the columns that a layout cannot do without and a sheet does not have. */
export function missingColumns(plan: SheetPlan, layouts: readonly Layout[]): string[] {
  const kind = layouts.find((layout) => layout.key === plan.layout)?.sheets.find((one) => one.shape === plan.shape && one.entity === plan.entity);
  if (!kind) return [];
  const targets = new Set(plan.columns.map((column) => column.target));
  const absent = kind.required.filter((group) => !group.some((target) => targets.has(target)));
  return absent.map(([first = '']) => Object.keys(kind.columns).find((header) => kind.columns[header] === first) ?? first);
}
