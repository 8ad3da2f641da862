import type { Block, DocumentModel } from '../../reports/documents/model.ts';
import { longDate } from '../../rules/long-date.ts';
import { showNumber } from '../../rules/numbers.ts';
import { noticeDue } from '../../registry/incidents/incidents.ts';
import type { CallOutput } from '../contract.ts';
import type { Context } from '../handler.ts';
import { letterheadOf } from '../letterhead.ts';
import { officeName, signatory, signedBy } from './signing.ts';

type Processing = CallOutput<'processing.record'>;
type Incident = Pick<CallOutput<'incident.list'>[number], 'kind' | 'happenedOn' | 'foundAt' | 'what' | 'handling' | 'affected' | 'classes' | 'informedOn' | 'reportedOn'>;

const lossKinds: Readonly<Record<string, string>> = { package: 'Paket hilang', file: 'Berkas atau cetakan hilang', device: 'PC hilang atau dicuri', backup: 'Cadangan hilang', access: 'Dibuka orang yang tidak berhak', other: 'Lainnya' };
const classNames: Readonly<Record<string, string>> = { child: 'data anak', health: 'data kesehatan', financial: 'data keuangan pribadi' };

/** The record of processing on paper. */
export function processingDocument(record: Processing, context: Context): DocumentModel {
  const date = record.at.slice(0, 10);
  const table = (columns: readonly (readonly [string, number])[], rows: readonly (readonly (string | number)[])[]): Block =>
    rows.length === 0 ? { kind: 'paragraph', text: 'Belum ada.' } : { kind: 'table', size: 9, columns: columns.map(([title, width]) => ({ title, width })), rows };
  const blocks: Block[] = [
    { kind: 'heading', text: 'CATATAN KEGIATAN PEMROSESAN DATA PRIBADI', align: 'center', underline: true },
    { kind: 'paragraph', align: 'justify', text: `Pasal 31 Undang-Undang Nomor 27 Tahun 2022. Dihitung dari register dan jejak audit ${officeName(context)} pada ${longDate('id', date)}: ${showNumber(record.families)} keluarga, ${showNumber(record.people)} orang.` },
    { kind: 'heading', level: 2, text: 'Kegiatan' }, table([['Kegiatan', 2], ['Tujuan', 2.4], ['Dasar', 2.4], ['Data', 2.4], ['Jumlah', 1.4]], record.activities.map((one) => [one.name, one.purpose, one.basis, one.data, one.amount])),
    { kind: 'heading', level: 2, text: 'Data spesifik (Pasal 4)' }, table([['Golongan', 3], ['Orang', 1]], record.classes.map((one) => [one.name, one.people])),
    { kind: 'heading', level: 2, text: 'Penerima' }, table([['Penerima', 2.4], ['Cara', 1.4], ['Keperluan', 2.6], ['Kali', 0.7], ['Terakhir', 1.4]], record.receivers.map((one) => [one.name, one.how, one.purpose || '-', one.times, longDate('id', one.last.slice(0, 10))])),
    { kind: 'heading', level: 2, text: 'Masa simpan' }, table([['Golongan', 3], ['Masa simpan', 1]], record.retention.map((one) => [one.name, one.years === 0 ? 'tetap' : `${one.years} tahun`])),
    { kind: 'heading', level: 2, text: 'Pengamanan' }, { kind: 'list', items: record.safeguards },
    signedBy(signatory(context, date, 'head')),
  ];
  return { title: 'Catatan Kegiatan Pemrosesan', paper: 'f4', landscape: true, letterhead: letterheadOf(context), size: 10, footer: `Catatan kegiatan pemrosesan · ${officeName(context)}`, blocks };
}

/** The notice that has to reach those concerned and the authority within 3 × 24 hours: what data, when and how, what is done. */
export function incidentNotice(incident: Incident, context: Context): DocumentModel {
  const date = context.reader.now().toISOString().slice(0, 10);
  const classes = (incident.classes ?? '').split(',').filter((one) => one !== '').map((one) => classNames[one] ?? one);
  const moment = (at: string): string => `${longDate('id', at.slice(0, 10))} pukul ${at.slice(11, 16)} UTC`;
  const blocks: Block[] = [
    { kind: 'heading', text: 'PEMBERITAHUAN KEGAGALAN PELINDUNGAN DATA PRIBADI', align: 'center', underline: true },
    { kind: 'paragraph', align: 'justify', text: `Menurut Pasal 46 Undang-Undang Nomor 27 Tahun 2022, pemberitahuan tertulis disampaikan paling lambat 3 x 24 jam kepada subjek data pribadi dan lembaga, yaitu sampai ${moment(noticeDue(incident.foundAt))}.` },
    { kind: 'heading', level: 2, text: 'Kapan dan bagaimana terjadi' },
    { kind: 'pairs', rows: [['Jenis', lossKinds[incident.kind] ?? incident.kind], ['Terjadi', incident.happenedOn === null ? 'tidak diketahui' : longDate('id', incident.happenedOn)], ['Ditemukan', moment(incident.foundAt)], ['Uraian', incident.what]] },
    { kind: 'heading', level: 2, text: 'Data pribadi yang terungkap' },
    { kind: 'paragraph', align: 'justify', text: `Identitas, alamat, keterangan keluarga, dan kepesertaan program dari ${showNumber(incident.affected)} orang${classes.length === 0 ? '' : `, di antaranya ${classes.join(', ')}`}. Jumlah dihitung dari isi paket dan daftar yang keluar menurut jejak audit.` },
    { kind: 'heading', level: 2, text: 'Upaya penanganan dan pemulihan' }, { kind: 'paragraph', align: 'justify', text: incident.handling ?? '(belum diisi)' },
    { kind: 'pairs', rows: [['Subjek data diberi tahu', incident.informedOn === null ? 'belum' : longDate('id', incident.informedOn)], ['Lembaga diberi tahu', incident.reportedOn === null ? 'belum' : longDate('id', incident.reportedOn)]] },
    signedBy(signatory(context, date, 'head')),
  ];
  return { title: 'Pemberitahuan Kegagalan Pelindungan Data Pribadi', paper: 'f4', letterhead: letterheadOf(context), size: 11, footer: `Pemberitahuan insiden · ${officeName(context)}`, blocks };
}
