import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { storedColumns, summaryColumns } from '../derive.ts';
import { linesWithDates } from '../line-changes.ts';
import { familyStatus } from '../states.ts';
import { unpackColumns } from './pack-states.ts';
import type { Cell } from './pack-states.ts';

/** What a line of the lists says of who a family is, not of how it stood: a checkpoint does not keep it. */
const identity = ['uid', 'noKk', 'head', 'headKey', 'headBirth', 'areaKey', 'address', 'addressKey', 'region', 'renews'];

/** The columns of a line that a checkpoint keeps; one that is added to the lists is kept from then on. */
export const stateColumns: readonly string[] = summaryColumns.filter((column) => !identity.includes(column));

/** How a family stood: its line in the lists, by {@link stateColumns}. */
export interface FamilyState {
  /** Local number. */
  readonly family: number;
  readonly region: string;
  readonly rw: string | null;
  readonly rt: string | null;
  readonly desil: number | null;
  readonly desilSource: number | null;
  readonly members: number;
  /** Unmet needs and programmes received as the lists hold them; `listItems` takes them apart. */
  readonly needs: string;
  readonly programmes: string;
  readonly surveyDate: string | null;
  readonly status: number;
  readonly active: number;
  readonly warnings: number;
}

/** The families of one kelurahan as they stood, column by column: two hundred thousand objects cost more than they hold. */
export interface StatePart {
  readonly region: string;
  readonly rows: number;
  /** In the order of {@link stateColumns}, or of the columns that were asked for. */
  readonly cells: readonly (readonly Cell[])[];
}

/** Families that count: those whose import was undone never were. */
const counted = `status <> ${familyStatus.undone}`;

/** {@link stateColumns} as they stand now. */
const presentColumns = stateColumns.map((column) => ((storedColumns as readonly string[]).includes(column) ? `s.${column}` : `l.${column}`)).join(', ');

/** Rows that are read together: few enough to hold, and nothing else waits on a statement that is still read. */
const CHUNK = 20_000;

/** The families as they stand now, in the order of their numbers; all, or those of a region. */
export function* presentRows(office: Reader, region?: string): Generator<{ region: string; row: Cell[] }> {
  const next = sql(office, `SELECT coalesce(s.region, ''), ${presentColumns} FROM ${linesWithDates} WHERE s.family > ? AND ${counted} ORDER BY s.family LIMIT ${CHUNK}`).raw();
  for (let last = 0, rows = next.all(last) as Cell[][]; rows.length > 0; rows = next.all(last) as Cell[][]) {
    last = Number(rows.at(-1)?.[1]);
    for (const [own, ...row] of rows) if (isWithin(String(own), region)) yield { region: String(own), row };
  }
}

/** The families as a checkpoint keeps them, kelurahan by kelurahan; all, or those of a region; of every column, or of these in their order. */
export function* keptParts(office: Reader, parts: number, region?: string, columns: readonly string[] = stateColumns): Generator<StatePart> {
  const regions = sql(office, 'SELECT region FROM checkpointPart WHERE parts = ? ORDER BY region').pluck().all(parts) as string[];
  const content = sql(office, 'SELECT content FROM checkpointPart WHERE parts = ? AND region = ?').pluck();
  for (const one of regions) if (isWithin(one, region)) yield { region: one, ...unpackColumns(content.get(parts, one) as Buffer, columns) };
}

/** Every family as it stood, one by one: `parts` of a checkpoint, or null for now. */
export function* familyStates(office: Reader, parts: number | null, region?: string): Generator<FamilyState> {
  if (parts === null) {
    for (const one of presentRows(office, region)) yield stateOf(one.region, (place) => one.row[place]);
    return;
  }
  for (const part of keptParts(office, parts, region)) for (let row = 0; row < part.rows; row += 1) yield stateOf(part.region, (place) => part.cells[place]?.[row]);
}

/** A row as a state; a column that did not exist when it was kept is empty. */
function stateOf(region: string, cell: (place: number) => Cell | undefined): FamilyState {
  const text = (column: keyof FamilyState): string | null => (cell(places[column]) ?? null) as string | null;
  const number = (column: keyof FamilyState): number | null => (cell(places[column]) ?? null) as number | null;
  return {
    region, family: number('family') ?? 0, rw: text('rw'), rt: text('rt'), desil: number('desil'), desilSource: number('desilSource'), members: number('members') ?? 0, needs: text('needs') ?? '',
    programmes: text('programmes') ?? '', surveyDate: text('surveyDate'), status: number('status') ?? 0, active: number('active') ?? 0, warnings: number('warnings') ?? 0,
  };
}

const places = Object.fromEntries(stateColumns.map((column, place) => [column, place])) as Readonly<Record<keyof FamilyState, number>>;

function isWithin(region: string, wanted: string | undefined): boolean {
  return wanted === undefined || region === wanted || region.startsWith(`${wanted}.`);
}
