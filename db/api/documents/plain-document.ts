import { capital, personFacts, peopleTable } from './person-facts.ts';
import { commonValues, officeName, signatory, signedBy } from './signing.ts';
import type { Signer } from './signing.ts';
import { filledTemplate } from './template-of.ts';
import { needRecord } from '../../registry/access.ts';
import { distributionList } from '../../registry/enrolment/distribution-list.ts';
import type { Recipient } from '../../registry/recipients.ts';
import type { Block, Cell, DocumentColumn, DocumentModel } from '../../reports/documents/model.ts';
import { paperText } from '../../reports/documents/paper-text.ts';
import { filterWords } from '../../reports/filter-words.ts';
import { namedList } from '../../reports/named-list.ts';
import { quality } from '../../reports/recaps/quality.ts';
import { recapDay } from '../../reports/recaps/recap-day.ts';
import type { ReportRow } from '../../reports/report.ts';
import { showDate } from '../../rules/dates.ts';
import { fail } from '../../rules/failure.ts';
import { documentTitles } from '../../rules/letters/kinds.ts';
import type { PlainDocument } from '../../rules/letters/kinds.ts';
import { longDate } from '../../rules/long-date.ts';
import { showNumber } from '../../rules/numbers.ts';
import { periodWords } from '../../rules/period-words.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { Context } from '../handler.ts';
import { letterheadOf } from '../letterhead.ts';
import { periodOf } from '../office-facts.ts';
import { runReport } from '../run-report.ts';

export interface PlainInput {
  readonly name: PlainDocument;
  readonly date: string;
  readonly signer: Signer;
  readonly params: Readonly<Record<string, string | number>>;
  /** A past day or period that a list of families is about. */
  readonly period?: string | undefined;
  readonly programme?: string | undefined;
  readonly person?: string | undefined;
  readonly phase?: string | undefined;
  readonly full: boolean;
  /** Why whom a rule forbids stands on a programme's list all the same. */
  readonly anyway?: string | undefined;
  readonly paper: 'a4' | 'f4';
  /** What of the applicant was compared, for their own data. */
  readonly identityChecked?: string | undefined;
}

/** A document, how many rows it names, and how many of a list it leaves out. */
export interface PlainResult { readonly model: DocumentModel; readonly rows: number; readonly excluded?: number }

/** A document without a number, with how many rows it names. Errors: NOT_FOUND, NEED_PARAM, IDENTITY_UNCHECKED, and the report's. */
export function plainDocument(input: PlainInput, context: Context): PlainResult {
  switch (input.name) {
    case 'bnba': return input.programme === undefined ? familiesByName(input, context) : recipientsByName(input, context);
    case 'tanda-terima': return receipts(input, context);
    case 'mutu-data': return qualityPages(input, context);
    case 'data-saya': return ownData(input, context);
  }
}

function assemble(input: PlainInput, context: Context, { values, slots, landscape = false, words = '' }: { values: Record<string, string>; slots: Record<string, readonly Block[]>; landscape?: boolean; words?: string }): DocumentModel {
  const all = { ...commonValues(context, input.date, input.signer), nomor: '-', ...values };
  const place = signedBy(signatory(context, input.date, input.signer));
  return {
    title: documentTitles[input.name], paper: input.paper, landscape, letterhead: letterheadOf(context), size: landscape ? 10 : 11, footer: `${documentTitles[input.name]} · ${officeName(context)}`,
    blocks: filledTemplate(context.reader, input.name, { values: all, slots: { tandatangan: [place], pembuka: [], ...slots } }, words),
  };
}

const place: readonly DocumentColumn[] = [{ title: 'Alamat', width: 3.4 }, { title: 'RT/RW', width: 0.9, align: 'center' }];

function familiesByName(input: PlainInput, context: Context): PlainResult {
  const report = runReport(namedList, input.period, { ...input.params, ...(input.full && { identifiers: 'full' }) }, context);
  const rows = report.rows.map((row): Cell[] => [Number(row.no), text(row, 'name'), text(row, 'nik'), text(row, 'noKk'), text(row, 'address'), rtRw(text(row, 'rt'), text(row, 'rw')), row.desil === null ? '-' : text(row, 'desil'), Number(row.members)]);
  const words = filterWords(context.reader, input.params, (code) => context.host.regions().get(code)?.displayName ?? code);
  // Signed today, whatever day it tells of.
  const day = input.period === undefined ? input.date : recapDay(context.reader, input.period).day;
  const people = report.rows.reduce((sum, row) => sum + Number(row.members), 0);
  const tabel: Block = {
    kind: 'table', size: 9, numbered: true, rows, totals: [`JUMLAH ${showNumber(rows.length)} KELUARGA`, null, null, null, null, null, null, people],
    columns: [{ title: 'No', width: 0.5, align: 'center' }, { title: 'Nama Kepala Keluarga', width: 3 }, { title: 'NIK', width: 1.8 }, { title: 'No KK', width: 1.8 }, ...place, { title: 'Desil', width: 0.6, align: 'center' }, { title: 'Anggota', width: 0.8 }],
  };
  return { rows: rows.length, model: assemble(input, context, { landscape: true, values: { program: words === '' ? 'Seluruh keluarga' : `Keluarga: ${words}`, jumlah: String(rows.length), periode: periodWords(periodOf(day)), saringan: words || '-', tanggal: longDate('id', day) }, slots: { tabel: [tabel, ...report.notes.map((note): Block => ({ kind: 'paragraph', size: 8.5, text: paperText(note) }))] } }) };
}

/** Who stands on a list that is handed out, in the order of RT, and who was left out and why. */
function recipientsOf({ reader, scope }: Context, { programme, full, anyway }: PlainInput): { rows: Recipient[]; excluded: number; leftOut: Block[] } {
  const list = distributionList(reader, programme ?? '', scope, { lang: 'id', full, anyway });
  const key = (row: Recipient): string => [row.rw ?? '', row.rt ?? '', row.name].join(' ');
  const followUp: Block[] = list.followUp.length === 0 ? [] : [
    { kind: 'paragraph', size: 9, text: `Perlu tindak lanjut, tidak dimuat dalam daftar (${list.followUp.length}):` },
    ...list.followUp.map((one): Block => ({ kind: 'paragraph', size: 8.5, text: `${one.name}, RT/RW ${rtRw(one.rt, one.rw)}: ${one.why}` })),
  ];
  return { rows: [...list.rows].sort((a, b) => (key(a) < key(b) ? -1 : 1)), excluded: list.followUp.length, leftOut: followUp };
}

/** What each gets: rupiah as a number to be summed, else words. */
function worth({ values }: StoredRecord): { rupiah: number | null; words: string } {
  const unit = typeof values.amountUnit === 'string' && values.amountUnit !== '' ? values.amountUnit : 'rupiah';
  if (typeof values.amount !== 'number') return { rupiah: null, words: typeof values.amountNote === 'string' ? values.amountNote : '-' };
  return unit === 'rupiah' ? { rupiah: values.amount, words: `Rp${showNumber(values.amount)}` } : { rupiah: null, words: `${showNumber(values.amount)} ${unit}` };
}

function recipientsByName(input: PlainInput, context: Context): PlainResult {
  const programme = needRecord(context.reader, 'programme', input.programme ?? '');
  const name = String(programme.values.name ?? programme.values.shortName ?? '');
  const { rupiah, words } = worth(programme);
  const { rows: all, excluded, leftOut } = recipientsOf(context, input);
  const rows = all.map((row, index): Cell[] => [index + 1, row.name, row.nik ?? row.headNik, row.noKk, row.address, rtRw(row.rt, row.rw), String(programme.values.shortName ?? name), rupiah ?? words]);
  const tabel: Block = {
    kind: 'table', size: 9, numbered: true, rows, totals: [`JUMLAH ${showNumber(rows.length)} PENERIMA`, null, null, null, null, null, null, rupiah === null ? '' : rupiah * rows.length],
    columns: [{ title: 'No', width: 0.5, align: 'center' }, { title: 'Nama', width: 3 }, { title: 'NIK', width: 1.8 }, { title: 'No KK', width: 1.8 }, ...place, { title: 'Program', width: 1.4 }, { title: rupiah === null ? 'Besaran' : 'Besaran (Rp)', width: 1.2, ...(rupiah === null ? {} : { align: 'right' as const }) }],
  };
  return { rows: rows.length, excluded, model: assemble(input, context, { landscape: true, values: { program: name, jumlah: String(rows.length), periode: periodWords(periodOf(input.date)), saringan: '-' }, slots: { tabel: [tabel, ...leftOut] } }) };
}

function receipts(input: PlainInput, context: Context): PlainResult {
  const programme = needRecord(context.reader, 'programme', input.programme ?? fail('NEED_PARAM', { name: input.name, param: 'programme' }));
  const { rupiah, words } = worth(programme);
  const { rows: all, excluded, leftOut } = recipientsOf(context, input);
  const rows = all.map((row, index): Cell[] => [index + 1, row.pengurus === null || row.pengurus === row.name ? row.name : `${row.name} (pengurus: ${row.pengurus})`, (row.pengurus === null ? null : row.pengurusNik) ?? row.nik ?? row.headNik, [row.address, rtRw(row.rt, row.rw)].filter(Boolean).join(', RT/RW '), rupiah ?? words, null]);
  const tabel: Block = {
    kind: 'table', size: 9, rowHeight: 10, rows, totals: [`JUMLAH ${showNumber(rows.length)} PENERIMA`, null, null, null, rupiah === null ? '' : rupiah * rows.length, ''],
    ...(rupiah !== null && { subtotal: { label: 'Jumlah halaman ini', columns: [4] } }),
    columns: [{ title: 'No', width: 0.5, align: 'center' }, { title: 'Nama', width: 2.6 }, { title: 'NIK', width: 1.9 }, { title: 'Alamat', width: 2.6 }, { title: rupiah === null ? 'Besaran' : 'Jumlah (Rp)', width: 1.2, ...(rupiah === null ? {} : { align: 'right' as const }) }, { title: 'Tanda tangan', width: 2.6, signed: true }],
  };
  const head = signatory(context, input.date, input.signer);
  const after = head.after ? { after: head.after } : {};
  const signing: Block = { kind: 'signatures', rows: [[{ as: ['Saksi-saksi', '1.'], name: null }, { before: head.before ?? [], as: ['Yang menyerahkan,'], name: null }], [{ as: ['2.'], name: null }, { as: ['Mengetahui', ...head.as], name: head.name, ...after }]] };
  return { rows: rows.length, excluded, model: assemble(input, context, { values: { program: String(programme.values.name ?? ''), tahap: input.phase ?? '', jumlah: String(rows.length), besaran: words }, slots: { tabel: [tabel, ...leftOut], tandatangan: [signing] } }) };
}

function qualityPages(input: PlainInput, context: Context): PlainResult {
  const report = runReport(quality, undefined, input.params, context);
  const cells = (row: ReportRow | null, first: string): Cell[] => report.columns.map(({ key, numeric }, index) => (index === 0 && row === report.totals ? first : numeric || key === 'score' ? Number(row?.[key] ?? 0) : String(row?.[key] ?? '')));
  const total = report.totals ?? {};
  const tabel: Block = {
    kind: 'table', size: 8.5, rows: report.rows.map((row) => cells(row, '')), totals: cells(report.totals, 'JUMLAH'),
    columns: report.columns.map(({ key, title, numeric }) => ({ title, width: key === 'name' ? 2 : 1.1, ...((numeric || key === 'score') && { align: 'right' as const }) })),
  };
  const values = { skor: String(total.score ?? '-').replace('.', ','), keluarga: showNumber(Number(total.families ?? 0)), jiwa: showNumber(Number(total.people ?? 0)), periode: periodWords(periodOf(input.date)) };
  return { rows: report.rows.length, model: assemble(input, context, { landscape: true, values, slots: { tabel: [tabel, ...report.notes.map((note): Block => ({ kind: 'paragraph', size: 8.5, text: paperText(note) }))] } }) };
}

/** What the office holds about the applicant; the identifiers of others stay masked. */
function ownData(input: PlainInput, context: Context): PlainResult {
  if (!input.identityChecked?.trim()) fail('IDENTITY_UNCHECKED');
  const facts = personFacts(context, input.person ?? fail('NEED_PARAM', { name: input.name, param: 'person' }));
  const { view } = facts;
  const enrolments = view.enrolments.map((one): Cell[] => [one.programmeName, one.status, showDate(one.start ?? '-'), showDate(one.end ?? '-')]);
  const tabel: Block[] = [
    { kind: 'heading', level: 2, text: 'Anggota keluarga' }, peopleTable(facts.members, 1, 'masked'),
    { kind: 'heading', level: 2, text: 'Program yang tercatat' },
    enrolments.length === 0 ? { kind: 'paragraph', text: 'Tidak ada.' } : { kind: 'table', size: 9, columns: [{ title: 'Program', width: 3 }, { title: 'Status' }, { title: 'Mulai' }, { title: 'Selesai' }], rows: enrolments },
    { kind: 'heading', level: 2, text: 'Peringkat kesejahteraan' },
    view.rankings.length === 0 ? { kind: 'paragraph', text: 'Tidak ada.' } : { kind: 'table', size: 9, columns: [{ title: 'Ukuran' }, { title: 'Cakupan' }, { title: 'Nilai', width: 0.6, align: 'center' }, { title: 'Sumber' }, { title: 'Tanggal' }], rows: view.rankings.map((one): Cell[] => [capital(one.measure), one.scope ?? '-', one.value, one.source, showDate(one.date ?? '-')]) },
  ];
  return { rows: 1, model: assemble(input, context, { values: { ...facts.values, keperluan: '-', berlaku: '-', diperiksa: input.identityChecked ?? '' }, slots: { tabel } }) };
}

function rtRw(rt: string | null, rw: string | null): string {
  return rt || rw ? `${rt ?? '-'}/${rw ?? '-'}` : '';
}

function text(row: ReportRow, key: string): string {
  const value = row[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
