import { importPreview } from '../intake/import-preview.ts';
import { importRows } from '../intake/import-rows.ts';
import type { ImportRow } from '../intake/types.ts';
import { requireWholeOffice } from '../registry/access.ts';
import { search } from '../registry/search.ts';
import type { ListQuery } from '../reports/lists/list.ts';
import type { TableSet } from '../reports/table.ts';
import { fail } from '../rules/failure.ts';
import type { Context } from './handler.ts';

/** A list that is no part of the register itself: what a search found, or the rows of a file on their way in. */
interface FoundList {
  readonly name: string;
  readonly title: string;
  readonly params: readonly string[];
  tables(context: Context, query: ListQuery): TableSet | Promise<TableSet>;
}

const MOST_FOUND = 500;
const PAGE = 500;

const searchResults: FoundList = {
  name: 'search',
  title: 'Hasil pencarian',
  params: ['text'],
  tables({ reader, scope }, { params }) {
    const text = String(params.text ?? '');
    if (text.trim() === '') fail('NEED_PARAM', { name: this.name, param: 'text' });
    const hits = search(reader, text, MOST_FOUND, scope);
    const texts = ['Jenis', 'Nama', 'NIK', 'No KK', 'Alamat', 'RT', 'RW'].map((header) => ({ header, kind: 'text' as const }));
    return {
      title: `${this.title}: ${text}`, unit: 'orang dan keluarga', definition: `Paling banyak ${MOST_FOUND} hasil, yang paling cocok di atas; NIK dan No KK tersamar`, notes: [],
      tables: [{
        name: 'Hasil', frozen: 2, columns: [...texts, { header: 'Umur', kind: 'number' }, { header: 'Status', kind: 'text' }, { header: 'Program', kind: 'text' }],
        rows: () => hits.map((hit) => [hit.kind === 'person' ? 'Orang' : 'Keluarga', hit.name, hit.nik, hit.noKk, hit.address, hit.rt, hit.rw, hit.age, hit.status, hit.programmes.join(', ')]),
      }],
    };
  },
};

const states: Readonly<Record<ImportRow['state'], string>> = { new: 'Baru', changed: 'Berubah', same: 'Sama', rejected: 'Ditolak', question: 'Pertanyaan', left: 'Dibiarkan' };

const stagedRows: FoundList = {
  name: 'import-rows',
  title: 'Baris impor',
  params: ['staging', 'state', 'code'],
  async tables({ reader, host, scope, session }, { params }) {
    requireWholeOffice(reader, scope);
    if (!session.permissions.includes('import.run')) fail('NOT_ALLOWED', { role: session.user.role, call: 'import.rows' });
    const staging = String(params.staging ?? '');
    if (staging === '') fail('NEED_PARAM', { name: this.name, param: 'staging' });
    const preview = await importPreview(reader, host.databaseKey(), host.regions(), staging);
    const state = (Object.keys(states) as ImportRow['state'][]).find((one) => one === params.state);
    const rows: ImportRow[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof importRows>> = await importRows(reader, host.databaseKey(), { staging, after, limit: PAGE, ...(state && { state }), ...(params.code !== undefined && { code: String(params.code) }) });
      rows.push(...page.rows);
      after = page.next;
    }
    return {
      title: `${this.title}: ${preview.file}`, unit: 'baris berkas', definition: 'Baris berkas sebagaimana adanya, dengan apa yang akan terjadi padanya', notes: [`SHA-256 berkas asal: ${preview.sha256}`],
      tables: preview.sheets.filter((sheet) => sheet.entity !== null).map((sheet) => ({
        name: sheet.name, frozen: 2,
        columns: [{ header: 'Baris', kind: 'number' as const }, { header: 'Hasil', kind: 'text' as const }, { header: 'Temuan', kind: 'text' as const, width: 48 }, ...sheet.columns.map(({ header }) => ({ header, kind: 'text' as const }))],
        rows: () => rows.filter((row) => row.sheet === sheet.name)
          .map((row) => [row.row, states[row.state], row.findings.map((one) => one.message).join(' '), ...sheet.columns.map(({ index }) => row.cells[index] ?? null)]),
      })),
    };
  },
};

/** The lists that are found rather than kept. */
export const foundLists: readonly FoundList[] = [searchResults, stagedRows];
