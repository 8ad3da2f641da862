import { outbox } from '../handoff/neighbours.ts';
import { standingOf } from '../handoff/below.ts';
import { listRelays } from '../handoff/relay/keep.ts';
import { heldReference } from '../handoff/reference/held.ts';
import { fillTemplate } from '../reports/letter.ts';
import type { Letter } from '../reports/letter.ts';
import { programmesByOffice } from '../reports/programmes-by-office.ts';
import { fail } from '../rules/failure.ts';
import { today } from '../store/office.ts';
import type { Context } from './handler.ts';
import { headTitle, periodOf, villagesBelow } from './office-facts.ts';
import { runReport } from './run-report.ts';

const SHORT_HASH = 16;
const BLANK = '(....................................)';

/** The handover letter (BAST) of one package: what it holds, its short hash, who approved it, who signs. Error: NOT_FOUND. */
export function handoverLetter(context: Context, packageId: string): Letter {
  const { reader, host } = context;
  const sent = outbox(reader).find((one) => one.packageId === packageId) ?? fail('NOT_FOUND', { id: packageId });
  const name = (code: string): string => host.regions().get(code)?.displayName ?? code;
  const facts: [string, string][] = [
    ['Dari', `${reader.identity.name} (${reader.identity.code})`], ['Kepada', sent.to.map((code) => `${name(code)} (${code})`).join(', ')],
    ['Jenis dan nomor paket', `${sent.kind} ke-${sent.sequence}, urutan ${sent.epoch}`], ['Berkas', sent.file], ['Dibuat', `${sent.at}, ${sent.by}`],
    ['Isi', `${sent.families} keluarga, ${sent.people} jiwa, ${sent.changes} perubahan`], ['Ukuran', `${sent.bytes} bita`],
    ['Sidik pendek', sent.sha256.slice(0, SHORT_HASH)], ['SHA-256', sent.sha256],
    ['Disetujui oleh', sent.approvedBy ? `${sent.approvedBy.name}, ${sent.approvedBy.at}` : 'tidak memerlukan persetujuan'],
  ];
  return {
    title: 'BERITA ACARA SERAH TERIMA', head: headOf(context), facts, table: null, practice: reader.identity.practice,
    paragraphs: wordsOf(context, 'bast', 'Paket tersebut di atas diserahkan dan diterima dalam keadaan utuh; sidik pendek di atas sama dengan yang ditampilkan PC penerima.', { berkas: sent.file }),
    signatures: [{ as: 'Yang menyerahkan', name: BLANK }, { as: 'Yang menerima', name: BLANK }],
  };
}

/** Surat pengantar of a kecamatan or city: its kelurahan and desa as rows, programmes as columns, who is late, and what is carried on. */
export function coverLetter(context: Context): Letter {
  const { reader, host } = context;
  const { identity } = reader;
  const date = today(reader);
  const report = runReport(programmesByOffice, periodOf(date), {}, context);
  const codes = villagesBelow(host.regions(), identity.code);
  const late = codes.map((code) => ({ code, ...standingOf(reader, code) })).filter((one) => one.state === 'late' || one.state === 'never');
  const name = (code: string): string => host.regions().get(code)?.displayName ?? code;
  const relays = listRelays(reader);
  const columns = report.columns.filter((column) => column.key !== 'code');
  const parent = host.regions().path(identity.code).at(-2)?.displayName ?? '';
  const words = late.length === 0 ? 'Semua kelurahan/desa sudah mengirim.' : `Belum kirim atau terlambat: ${late.map((one) => `${name(one.code)} (${one.state === 'never' ? 'belum kirim' : `terlambat ${one.daysLate} hari`})`).join(', ')}.`;
  return {
    title: 'SURAT PENGANTAR', head: headOf(context), practice: identity.practice,
    facts: [['Tanggal', date], ['Kepada', parent], ['Periode', periodOf(date)], ['Paket yang diteruskan', `${relays.length} paket asli, tanpa diubah`]],
    paragraphs: [...wordsOf(context, 'surat-pengantar', 'Bersama ini disampaikan rekapitulasi penerima program menurut kelurahan/desa beserta paket datanya.', { kepada: parent, tanggal: date }), words, ...report.notes],
    table: { columns: columns.map((column) => column.title), rows: [...report.rows, { ...report.totals, name: 'JUMLAH' }].map((row) => columns.map((column) => textOf((row as Record<string, unknown>)[column.key]))) },
    signatures: [{ as: '', name: '' }, { as: `${headTitle(identity.level)} ${identity.name}`, name: BLANK }],
  };
}

function headOf({ reader, host }: Context): string[] {
  const parent = host.regions().path(reader.identity.code).at(-2)?.displayName;
  return [...(parent ? [parent.toUpperCase()] : []), reader.identity.name.toUpperCase()];
}

/** The words of a letter: the city's template of that name where its reference data has one. */
function wordsOf({ reader }: Context, name: string, usual: string, values: Readonly<Record<string, string>>): string[] {
  const template = heldReference(reader)?.content.templates.find((one) => one.name === name);
  return fillTemplate(template?.text ?? usual, { kantor: reader.identity.name, ...values });
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
