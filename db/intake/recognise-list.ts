import { aidOf } from './aid-target.ts';
import { headerCandidates } from './recognise-layout.ts';
import type { HeaderCandidate } from './recognise-layout.ts';
import type { ColumnPlan, SheetPlan, SheetSample, SheetShape } from './sheet-plan.ts';
import { listTargets } from './synonyms.ts';
import { lookOf, numbersBeside } from './value-look.ts';

/** One of these a list must have, or nobody in it can be found. */
const identifying: readonly string[] = ['nik', '@noKk', '@headNik', 'name', '@headName'];
const LEAST_COLUMNS = 2;

interface Fit {
  readonly candidate: HeaderCandidate;
  readonly columns: ColumnPlan[];
  readonly known: number;
}

/** Any agency's list, known by usual headers and by the look of its values; null when nobody could be found by it. */
export function recogniseList(sheet: SheetSample, today: string): SheetPlan | null {
  let best: Fit | null = null;
  for (const candidate of headerCandidates(sheet)) {
    const columns = planColumns(candidate);
    const known = columns.filter(({ reason, target }) => reason === 'header' && target !== null).length;
    const all = columns.filter(({ reason }) => reason === 'header' || reason === 'not-kept').length;
    // A title names a thing or two as well; a header is mostly words that headers have.
    if (known < LEAST_COLUMNS || all < columns.length * 0.4 || (best && known <= best.known)) continue;
    best = { candidate, columns, known };
  }
  return best ? finish(sheet, best, today) : null;
}

function planColumns({ headers }: HeaderCandidate): ColumnPlan[] {
  const taken = new Set<string>();
  return headers.flatMap(({ text, keys }, index): ColumnPlan[] => {
    if (text === '') return [];
    const target = keys.map((key) => listTargets.get(key)).find((found) => found !== undefined);
    if (target === undefined) return [{ index, header: text, target: null, reason: 'unknown' }];
    if (target === '@skip') return [{ index, header: text, target: null, reason: 'not-kept' }];
    if (taken.has(target) && aidOf(target) === null) return [{ index, header: text, target: null, reason: 'twice' }];
    taken.add(target);
    return [{ index, header: text, target, reason: 'header' }];
  });
}

function finish(sheet: SheetSample, { candidate, columns, known }: Fit, today: string): SheetPlan | null {
  const values = (index: number): string[] => sheet.rows.filter((row) => row.no > candidate.headerEnd).map((row) => row.texts[index] ?? '');
  const width = Math.max(0, ...sheet.rows.map((row) => row.texts.length));
  const settled = settleByValues(columns, width, values, today);
  const has = new Set(settled.map(({ target }) => target));
  if (!identifying.some((target) => has.has(target))) return null;
  const looked = settled.filter(({ reason }) => reason === 'look').map(({ header }) => header);
  const shape = shapeOf(has);
  return {
    no: sheet.no, layout: 'list', shape, entity: shape === 'desil' ? 'family' : 'person', headerRow: candidate.headerRow, headerEnd: candidate.headerEnd, columns: withOwner(settled, shape),
    why: [
      { code: 'WHY_LIST', params: { row: candidate.headerRow, known, all: columns.length } },
      ...(looked.length > 0 ? [{ code: 'WHY_LOOK', params: { columns: looked.join(', ') } }] : []),
      { code: `WHY_SHAPE_${shape.toUpperCase()}`, params: {} },
    ],
  };
}

/** What headers leave open, the values tell; and where they contradict a header, they count. */
function settleByValues(columns: readonly ColumnPlan[], width: number, values: (index: number) => string[], today: string): ColumnPlan[] {
  const settled: ColumnPlan[] = [...columns];
  const taken = new Set(settled.map(({ target }) => target));
  const take = (at: number, plan: ColumnPlan): void => {
    taken.add(plan.target);
    if (at >= 0) settled[at] = plan;
    else settled.push(plan);
  };
  const numbers: number[] = [];
  for (let index = 0; index < width; index += 1) {
    const at = settled.findIndex((column) => column.index === index);
    const column = settled[at];
    const isOpen = column === undefined || column.reason === 'unknown';
    const isBirth = column?.target === 'birthDate' || column?.target === '@ttl';
    if (!isOpen && !isBirth) continue;
    const look = lookOf(values(index), today);
    if (look === '@number') {
      if (isOpen) numbers.push(index);
      continue;
    }
    if (look === null || look === column?.target || (isBirth && look !== '@ttl' && look !== 'birthDate') || (taken.has(look) && !isBirth)) continue;
    take(at, { index, header: column?.header ?? '', target: look, reason: 'look' });
  }
  // Taken for a NIK, a No KK would make other people of everybody: the dates beside it tell, and of two without any somebody is asked.
  const birth = settled.find(({ target }) => target === 'birthDate' || target === '@ttl')?.index;
  for (const index of numbers) {
    const look = birth === undefined ? (numbers.length === 1 ? 'nik' : null) : numbersBeside(values(index), values(birth), today);
    const at = settled.findIndex((column) => column.index === index);
    if (look !== null && !taken.has(look)) take(at, { index, header: settled[at]?.header ?? '', target: look, reason: 'look' });
  }
  return settled.sort((a, b) => a.index - b.index);
}

const desilOnly: readonly (string | null)[] = [
  null, 'nik', '@noKk', '@headNik', 'name', '@headName', '@desil.nasional', '@desil.provinsi', '@desil.kabkota', '@desil.p3ke', '@percentile',
  '@bps.code', '@bps.village', '@bps.district', '@bps.regency', '@bps.province',
];

/** A ranking and who it is of: desil. A whole population, with cards and relationships: flat. All else is looked up. */
function shapeOf(has: ReadonlySet<string | null>): SheetShape {
  const ranked = [...has].some((target) => target?.startsWith('@desil.') === true || target === '@percentile');
  if (ranked && (has.has('@noKk') || has.has('nik') || has.has('@headNik')) && [...has].every((target) => desilOnly.includes(target))) return 'desil';
  return has.has('@noKk') && has.has('nik') && has.has('name') && has.has('shdk') ? 'flat' : 'list';
}

/** Targets in the form of the sheet's entity. */
function withOwner(columns: readonly ColumnPlan[], shape: SheetShape): ColumnPlan[] {
  const hasName = columns.some(({ target }) => target === 'name');
  return columns.map((column) => {
    // What a list remarks on is its own matter; of a whole population it is a note on the person.
    if (column.target === '@remark' && shape === 'flat') return { ...column, target: 'notes' };
    if (shape === 'desil') return column.target === 'name' ? { ...column, target: '@headName' } : column;
    // A list of heads only: they are its people.
    return column.target === '@headName' && !hasName ? { ...column, target: 'name' } : column;
  });
}
