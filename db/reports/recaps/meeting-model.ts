import { showDate } from '../../rules/dates.ts';
import { emsOf } from '../documents/letter-widths.ts';
import type { Cell, DocumentModel } from '../documents/model.ts';
import { PRACTICE } from '../metadata.ts';
import type { FileFacts } from '../metadata.ts';
import type { Report, ReportRow } from '../report.ts';

const numbers = ['families', 'people', 'd1', 'd2', 'd3', 'd4', 'better', 'unranked', 'need', 'programme', 'missed', 'overlap', 'fresh', 'score', 'change'] as const;
const heads: Readonly<Record<(typeof numbers)[number], string>> = {
  families: 'Keluarga', people: 'Orang', d1: 'D1', d2: 'D2', d3: 'D3', d4: 'D4', better: 'D5–10', unranked: 'Tanpa desil', need: 'Ada kebutuhan', programme: 'Terima program', missed: 'D1–2 tanpa program', overlap: 'Tumpang tindih', fresh: 'Didata 12 bln (%)', score: 'Skor mutu', change: '±',
};
/** Small enough that 29 kelurahan with their kecamatan stand on one sheet; smaller where names and notes are long. */
const SIZES = [7, 6.6, 6.2, 5.8];
/** The room below the heading, and a line of it, in points. */
const ROOM = { width: 785, height: 515 };
/** Names of kecamatan are in bold. */
const BOLD = 1.08;
const POINTS_PER_MM = 72 / 25.4;
/** Beyond that the numbers would stand too close. */
const WIDEST = 78;
/** So many lines fit under the head; a regency with hundreds of villages takes more sheets. */
const LINES = 46;

/** The meeting page as one landscape sheet: a line per kelurahan below its kecamatan, the city's sums, who has not sent, the largest needs. */
export function meetingModel({ rows, totals, notes, data }: Report, facts: FileFacts): DocumentModel {
  const districts = data['districts'] as readonly ReportRow[];
  const lines = districts.flatMap((district) => [
    lineOf(district, `Kec. ${String(district.name)}`, String(district.sentOf)),
    ...rows.filter((row) => String(row.code).startsWith(`${String(district.code)}.`)).map((row) => lineOf(row, `   ${String(row.name)}`, typeof row.received === 'string' ? showDate(row.received) : '')),
  ]);
  const heavy = lines.flatMap(([name], place) => (String(name).startsWith('Kec. ') ? [place] : []));
  const ranked = (key: 'needs' | 'programmes'): string => (data[key] as readonly { title: string; families: number }[]).slice(0, 6).map(({ title, families }) => `${title} ${families.toLocaleString('id-ID')}`).join(' · ');
  const below = totals === null ? notes : [`Kebutuhan terbanyak: ${ranked('needs')}. Program terbanyak: ${ranked('programmes')}.`, ...notes];
  const size = SIZES.find((one) => heightOf(lines.length, below, one) <= ROOM.height) ?? SIZES[0] ?? 7;
  return {
    title: 'Lembar rapat TKPK', paper: 'a4', landscape: true, size: 8, margins: { top: 9, right: 10, bottom: 10, left: 10 }, ...(lines.length <= LINES && { unnumbered: true }), ...(facts.practice && { mark: PRACTICE }),
    footer: `Lembar rapat TKPK · ${facts.office} (${facts.code}) · dibuat ${showDate(facts.at.slice(0, 10))} oleh ${facts.by}`,
    blocks: [
      { kind: 'paragraph', text: `LEMBAR RAPAT TKPK ${facts.office.toUpperCase()}: keadaan ${showDate(String(data['day']))}${totals === null ? '' : `; ${String(totals.sentOf)} kelurahan/desa mengirim`}`, bold: true, size: 10.5 },
      {
        kind: 'table', size, rows: lines, boldRows: heavy, ...(totals !== null && { totals: lineOf(totals, 'JUMLAH', String(totals.sentOf ?? '')) }),
        columns: [{ title: 'Kelurahan/Desa', width: nameWidth(lines, size) }, { title: 'Kirim', width: 13 }, ...numbers.map((key) => ({ title: heads[key], width: 12, align: 'right' as const }))],
      },
      ...below.map((text) => ({ kind: 'paragraph' as const, size, text })),
    ],
  };
}

/** How high the table with its heading and sum, and the words below it, would stand in type of a size. */
function heightOf(rows: number, below: readonly string[], size: number): number {
  const words = below.reduce((sum, text) => sum + Math.ceil((emsOf(text) * size * 1.02) / ROOM.width) * size * 1.3 + size * 0.45, 0);
  return (rows + 1) * (size * 1.18 + 3.2) + 3 * size * 1.18 + 12 + words;
}

/** Wide enough that a name keeps to its line: a second line each, and the sheet would be two. In millimetres beside columns of 12. */
function nameWidth(lines: readonly (readonly Cell[])[], size: number): number {
  const longest = Math.max(0, ...lines.map(([name]) => emsOf(String(name)))) * size * BOLD;
  return Math.min(WIDEST, Math.max(30, longest / POINTS_PER_MM + 4));
}

/** One that sent nothing has words in the place of its numbers, never 0. */
function lineOf(row: ReportRow, name: string, sent: string): Cell[] {
  if (row.sent === false) return [name, 'belum kirim', ...numbers.map(() => null)];
  return [name, sent, ...numbers.map((key): Cell => (typeof row[key] === 'number' ? row[key] : null))];
}
