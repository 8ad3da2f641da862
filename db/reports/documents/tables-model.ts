import { showDate } from '../../rules/dates.ts';
import { periodWords } from '../../rules/period-words.ts';
import { PRACTICE } from '../metadata.ts';
import type { FileFacts } from '../metadata.ts';
import type { Table, TableSet } from '../table.ts';
import type { Block, Cell, DocumentModel, Letterhead } from './model.ts';
import { paperCell, paperText } from './paper-text.ts';

/** Wider than so many characters, or with more columns, and a table lies on its side. */
const UPRIGHT_WIDTH = 92;
const UPRIGHT_COLUMNS = 7;
const MANY_COLUMNS = 12;
const WIDEST = 30;

/** A report or list as a document: F4, its tables with the header on every page, its notes and where it comes from below. */
export function tablesModel(set: TableSet, facts: FileFacts, letterhead: Letterhead): DocumentModel {
  const read = set.tables.map((table) => ({ table, rows: [...table.rows()].map((row) => row.map(paperCell)) }));
  const widest = Math.max(...read.map(({ table, rows }) => widthsOf(table, rows).reduce((sum, width) => sum + width, 0)));
  const most = Math.max(...set.tables.map(({ columns }) => columns.length));
  const marks = [...(facts.practice ? [PRACTICE] : []), ...(facts.mark === undefined ? [] : [facts.mark])];
  return {
    title: set.title, paper: 'f4', landscape: widest > UPRIGHT_WIDTH || most > UPRIGHT_COLUMNS, letterhead, size: 10,
    ...(marks.length > 0 && { mark: marks.join(' · ') }),
    footer: `${set.title} · ${facts.office} (${facts.code}) · dibuat ${showDate(facts.at.slice(0, 10))} oleh ${facts.by}`,
    blocks: [
      { kind: 'heading', text: set.title.toUpperCase() },
      { kind: 'paragraph', text: sentence(periodWords(facts.period)), align: 'center' },
      ...read.flatMap(({ table, rows }): Block[] => [
        ...(read.length > 1 ? [{ kind: 'heading' as const, level: 2 as const, text: table.name }] : []),
        {
          kind: 'table', rows, size: table.columns.length > MANY_COLUMNS ? 7.5 : 8.5, ...(table.totals && { totals: table.totals.map(paperCell) }),
          columns: table.columns.map(({ header, kind }, place) => ({ title: header, width: widthsOf(table, rows)[place] ?? 1, ...(kind === 'number' && { align: 'right' as const }) })),
        },
        ...(rows.length === 0 ? [{ kind: 'paragraph' as const, text: 'Tidak ada data.' }] : []),
      ]),
      { kind: 'paragraph', size: 8.5, text: `Satuan: ${set.unit}. ${set.definition}.` },
      ...set.notes.map((note): Block => ({ kind: 'paragraph', size: 8.5, text: `Catatan: ${paperText(note)}` })),
    ],
  };
}

function sentence(text: string): string {
  return /^\d/.test(text) ? `Periode ${text}` : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Columns take room by their longest words, so that one long name does not starve the others. */
function widthsOf({ columns }: Table, rows: readonly (readonly Cell[])[]): number[] {
  return columns.map(({ header }, place) => {
    const heading = Math.max(...header.split(/\s/).map((word) => word.length));
    const longest = rows.reduce((most, row) => Math.max(most, String(row[place] ?? '').length), 0);
    return Math.min(WIDEST, Math.max(heading + 1, Math.min(header.length / 2, 12), longest, 3) + 2);
  });
}
