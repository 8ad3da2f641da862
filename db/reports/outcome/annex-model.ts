import type { FrozenSection } from '../../registry/final-reports/final-reports.ts';
import type { Block, Cell, DocumentModel, Letterhead } from '../documents/model.ts';
import { paperCell, paperText } from '../documents/paper-text.ts';

/** An annex of a plan or a report: its words, its tables, who signs. */
export interface AnnexInput {
  readonly title: string;
  /** Lines below the title: the office, the period, the version. */
  readonly under: readonly string[];
  readonly letterhead: Letterhead;
  /** Paragraphs before the tables. */
  readonly narrative: string;
  readonly sections: readonly FrozenSection[];
  readonly signed: { readonly before: string; readonly as: readonly string[] };
  readonly footer: string;
}

const WIDEST = 28;
const MANY_COLUMNS = 9;

/** The annex tables of the RPKD, the LP2KD or a report of a period as a document: F4 on its side, each table numbered, its notes below it. */
export function annexModel({ title, under, letterhead, narrative, sections, signed, footer }: AnnexInput): DocumentModel {
  const paragraphs = narrative.split(/\n+/).map((text) => text.trim()).filter((text) => text !== '');
  return {
    title, paper: 'f4', landscape: true, letterhead, size: 10, footer,
    blocks: [
      { kind: 'heading', text: title.toUpperCase() },
      ...under.map((text): Block => ({ kind: 'paragraph', text, align: 'center' })),
      ...paragraphs.map((text): Block => ({ kind: 'paragraph', text, align: 'justify' })),
      ...sections.flatMap((section, at) => tableOf(section, at + 1)),
      { kind: 'signatures', rows: [[null, { before: [signed.before], as: signed.as, name: null }]] },
    ],
  };
}

function tableOf({ title, columns, rows, totals, notes }: FrozenSection, number: number): Block[] {
  const width = (place: number): number => {
    const header = columns[place]?.title ?? '';
    const longest = rows.reduce((most, row) => Math.max(most, String(row.cells[place] ?? '').length), Math.max(...header.split(/\s/).map((word) => word.length)) + 1);
    return Math.min(WIDEST, Math.max(4, longest)) + 2;
  };
  return [
    { kind: 'heading', level: 2, text: `Tabel ${number}. ${title}` },
    ...(rows.length === 0 ? [{ kind: 'paragraph' as const, text: 'Tidak ada data.' }] : [{
      kind: 'table' as const, size: columns.length > MANY_COLUMNS ? 7.5 : 8.5, rows: rows.map((row) => row.cells.map(paperCell)), ...(totals && { totals: labelled(totals.map(paperCell)) }),
      columns: columns.map((column, place) => ({ title: column.title, width: width(place), ...(column.numeric && { align: 'right' as const }) })),
    }]),
    ...notes.map((text): Block => ({ kind: 'paragraph', size: 8.5, text: `Catatan: ${paperText(text)}` })),
  ];
}

/** Sums say that they are sums. */
function labelled(totals: readonly Cell[]): Cell[] {
  return totals[0] === null || totals[0] === undefined ? ['Jumlah', ...totals.slice(1)] : [...totals];
}
