import { listRecipients } from '../../registry/recipients.ts';
import { fail } from '../../rules/failure.ts';
import { metadataSheet } from '../../rules/metadata-sheet.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import { findRecord } from '../../store/records.ts';
import type { TableColumn } from '../table.ts';
import type { ListDef } from './list.ts';

const PAGE = 1000;
const statuses = ['active', 'ended', 'all'] as const;

const columns: readonly TableColumn[] = [
  { header: 'Nama', kind: 'text', width: 30 }, { header: 'NIK', kind: 'text', width: 20 }, { header: 'No KK', kind: 'text', width: 20 }, { header: 'Alamat', kind: 'text', width: 36 },
  { header: 'RT', kind: 'text' }, { header: 'RW', kind: 'text' }, { header: 'Status', kind: 'text', list: 'TEPAT.statusKepesertaan' }, { header: 'Kode status', kind: 'number' },
  { header: 'Mulai', kind: 'date' }, { header: 'Selesai', kind: 'date' }, { header: 'No SK', kind: 'text' }, { header: 'Alasan keluar', kind: 'text', list: 'TEPAT.alasanKeluar' }, { header: 'Kode alasan keluar', kind: 'number' },
  // In each row: a text file has no sheet of metadata, and one that is moved, renamed or saved by Excel still says whose recipients these are.
  { header: metadataSheet.programme, kind: 'text' }, { header: metadataSheet.programmeCode, kind: 'text' },
];

/** Who receives a programme, received it, or both. */
export const recipientList: ListDef = {
  name: 'recipients',
  title: 'Daftar penerima program',
  params: ['programme', 'status', 'identifiers'],
  tables(office, query) {
    const id = String(query.params.programme ?? '');
    if (id === '') fail('NEED_PARAM', { name: this.name, param: 'programme' });
    const programme = findRecord(office, 'programme', id) ?? fail('NOT_FOUND', { id });
    const status = statuses.find((one) => one === query.params.status) ?? 'active';
    const name = String(programme.values.shortName ?? programme.values.name ?? '');
    const code = typeof programme.values.code === 'string' ? programme.values.code : id;
    return {
      title: `Penerima ${name}`, programme: { name, code }, unit: 'penerima', notes: [], definition: 'Keluarga atau orang yang tercatat sebagai peserta program; satu baris per kepesertaan',
      tables: [{
        name: 'Penerima', columns, frozen: 1,
        *rows() {
          let after: string | null = null;
          do {
            const page = listRecipients(office, id, status, after, PAGE, query.scope, query.identifiers);
            for (const row of page.rows) {
              yield [row.name, row.nik, row.noKk, row.address, row.rt, row.rw, row.status, row.statusCode, row.start, row.end, row.decisionNo, row.exitReason, row.exitReasonCode, name, code] satisfies SheetValue[];
            }
            after = page.next;
          } while (after !== null);
        },
      }],
    };
  },
};
