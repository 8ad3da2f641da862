import { desilMove, needMoves } from '../../registry/checkpoints/compare-states.ts';
import type { FamilyPair } from '../../registry/checkpoints/compare-states.ts';
import { listItems } from '../../registry/derive.ts';
import { fail } from '../../rules/failure.ts';
import { mask } from '../../rules/mask.ts';
import { needLabel } from '../../rules/needs.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import { sql } from '../../store/office.ts';
import type { ReportDef, ReportRow } from '../report.ts';
import { compareOutcomes, countOutcomes, outcomeParams, spanNotes } from './family-outcomes.ts';
import type { FallReason, Outcomes } from './family-outcomes.ts';

const fallWords: Readonly<Record<FallReason, string>> = { need: 'kebutuhan muncul lagi', desil: 'desil turun', again: 'menerima lagi' };

/** The families behind one number of `changes`, by name, with both of their states. */
export const changedFamiliesReport: ReportDef = {
  name: 'changed-families',
  title: 'Keluarga di balik angka outcome',
  unit: 'keluarga',
  definition: 'Keluarga yang dihitung dalam satu baris outcome; satu baris per keluarga',
  params: ['what', 'identifiers', ...outcomeParams],
  personal: true,
  run(office, query) {
    const what = String(query.params.what ?? '');
    if (what === '') fail('NEED_PARAM', { name: this.name, param: 'what' });
    const outcomes = compareOutcomes(office, query);
    const chosen = chooser(what, outcomes);
    const pairs = outcomes.pairs.filter(chosen);
    const named = new Map((sql(office, `SELECT family, uid, head, noKk, address FROM familySummary WHERE family IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(pairs.map((one) => one.family))) as { family: number; uid: string; head: string | null; noKk: string | null; address: string | null }[]).map((one) => [one.family, one]));
    const rows = pairs.map((pair): ReportRow => {
      const { uid = null, head = null, noKk = null, address = null } = named.get(pair.family) ?? {};
      const place = pair.after ?? pair.before;
      return {
        id: uid, head, noKk: noKk === null || query.params.identifiers === 'full' ? noKk : mask(noKk), address, rt: place?.rt ?? null, rw: place?.rw ?? null, region: place?.region ?? null,
        before: stateText(pair.before, outcomes.rules), after: stateText(pair.after, outcomes.rules), why: (outcomes.fell.get(pair.family) ?? []).map((one) => fallWords[one]).join(', '),
      };
    }).sort((a, b) => order(a).localeCompare(order(b))).map((row, at) => ({ no: at + 1, ...row }));
    const columns = [
      { key: 'no', title: 'No', numeric: true }, { key: 'head', title: 'Kepala Keluarga', numeric: false }, { key: 'noKk', title: 'No KK', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false },
      { key: 'before', title: 'Awal', numeric: false }, { key: 'after', title: 'Akhir', numeric: false }, { key: 'why', title: 'Keterangan', numeric: false },
    ];
    const totals = { rows: rows.length };
    return { columns, rows, totals, notes: spanNotes(countOutcomes(outcomes)).slice(0, 1), data: { what, rows, totals } };
  },
};

/** Whether a family counts for a row of `changes`. Error: INVALID_INPUT. */
function chooser(what: string, { graduated, fell }: Outcomes): (pair: FamilyPair) => boolean {
  const [kind = '', need = ''] = what.split(':');
  if (kind === 'met' || kind === 'still' || kind === 'gone' || kind === 'appeared' || kind === 'arrived') return (pair) => needMoves(pair)[kind].includes(need);
  if (kind === 'up' || kind === 'down' || kind === 'same' || kind === 'otherSource' || kind === 'newlyRanked' || kind === 'lostRank') return (pair) => desilMove(pair) === kind;
  if (kind === 'fellBack') return (pair) => fell.has(pair.family);
  const families = new Set(graduated.map((one) => one.family));
  return kind === 'graduated' ? (pair) => families.has(pair.family) : fail('INVALID_INPUT', { detail: `what=${what}` });
}

function stateText(state: FamilyPair['before'], rules: NeedRuleSet): string {
  if (state === null) return '–';
  const needs = listItems(state.needs).map((need) => needLabel('id', need, rules)).join(', ');
  return [state.desil === null ? 'belum diperingkat' : `desil ${state.desil}`, needs === '' ? 'tanpa kebutuhan tercatat' : `butuh ${needs}`].join('; ');
}

function order(row: ReportRow): string {
  return [row.region, row.rw, row.rt, row.head].map((one) => String(one ?? '~')).join(' ');
}
