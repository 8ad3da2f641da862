import { personFacts, peopleTable } from './person-facts.ts';
import { commonValues, officeName, signatory, signedBy } from './signing.ts';
import type { Signer } from './signing.ts';
import { filledTemplate } from './template-of.ts';
import { outbox } from '../../handoff/neighbours.ts';
import { schedulesHeld, standingOf } from '../../handoff/below.ts';
import { listRelays, relaysWaiting } from '../../handoff/relay/keep.ts';
import { relationTo } from '../../handoff/trust.ts';
import { needRecord } from '../../registry/access.ts';
import { distributionList } from '../../registry/enrolment/distribution-list.ts';
import type { NewLetter } from '../../registry/letters/letters.ts';
import { userName } from '../../registry/user-name.ts';
import type { Block, Cell, DocumentModel, SignaturePlace } from '../../reports/documents/model.ts';
import { programmesByOffice } from '../../reports/programmes-by-office.ts';
import { fail } from '../../rules/failure.ts';
import { DEPENDANTS_IN_BODY, documentTitles } from '../../rules/letters/kinds.ts';
import type { LetterKind } from '../../rules/letters/kinds.ts';
import { longDate } from '../../rules/long-date.ts';
import { showNumber } from '../../rules/numbers.ts';
import { periodWords } from '../../rules/period-words.ts';
import { shortHash } from '../../rules/short-hash.ts';
import { localDate, sql } from '../../store/office.ts';
import type { Context } from '../handler.ts';
import { periodOf, villagesBelow } from '../office-facts.ts';
import { runReport } from '../run-report.ts';

export interface LetterInput {
  readonly kind: LetterKind;
  readonly date: string;
  readonly signer: Signer;
  readonly person?: string | undefined;
  readonly programme?: string | undefined;
  readonly packageId?: string | undefined;
  readonly purpose?: string | undefined;
  readonly validUntil: string | null;
  readonly to?: string | undefined;
  readonly subject?: string | undefined;
  readonly attachments?: string | undefined;
  /** Why those are counted whom a rule forbids. */
  readonly anyway?: string | undefined;
  /** Somebody who is not in the register, for a letter that says so. */
  readonly stranger?: { readonly name: string; readonly nik: string; readonly address: string } | undefined;
}

/** What a letter says, ready to be given its number. */
export interface PreparedLetter {
  readonly record: NewLetter;
  model(given: { number: string; code: string }): DocumentModel;
}

/** Gathers what a letter is about. Errors: NOT_FOUND, OUTSIDE_AREA, INVALID_INPUT, REGISTERED. */
export function prepareLetter(input: LetterInput, context: Context): PreparedLetter {
  switch (input.kind) {
    case 'sktm': case 'terdaftar': return aboutPerson(input, context);
    case 'tidak-terdaftar': return aboutStranger(input, context);
    case 'sptjm': return statement(input, context);
    case 'surat-pengantar': return cover(input, context);
    case 'bast': return handover(input, context);
  }
}

type Parts = Parameters<typeof filledTemplate>[2];

function letterOf(input: LetterInput, context: Context, about: Partial<NewLetter> & { subject: string }, parts: Partial<Parts>, more: { words?: string; left?: (code: string, number: string) => SignaturePlace; stamp?: string; after?: readonly Block[]; parties?: Block } = {}): PreparedLetter {
  const { reader } = context;
  const signed = signatory(context, input.date, input.signer);
  return {
    record: { kind: input.kind, date: input.date, family: null, person: null, programme: input.programme ?? null, package: null, purpose: input.purpose ?? null, validUntil: input.validUntil, ...about },
    model({ number, code }) {
      const values = { ...commonValues(context, input.date, input.signer), keperluan: input.purpose ?? '-', berlaku: input.validUntil === null ? '-' : longDate('id', input.validUntil), ...parts.values, nomor: number };
      const opening: Block = { kind: 'opening', pairs: [['Nomor', number], ['Sifat', 'Biasa'], ['Lampiran', input.attachments ?? '-'], ['Hal', about.subject]], right: [`${signed.before?.[0] ?? ''}`, '', `Yth. ${input.to ?? ''}`, 'di Tempat'] };
      // The day of a letter to another office stands at its head.
      const { before: _said, ...undated } = signed;
      const place = more.parties ?? signedBy(input.kind === 'surat-pengantar' ? undated : signed, more.left?.(code, number) ?? null, more.stamp);
      const slots = { tandatangan: [place], pembuka: [opening], tabel: [], ...parts.slots };
      return { title: `${documentTitles[input.kind]} ${number}`, paper: 'f4', unnumbered: true, blocks: [...filledTemplate(reader, input.kind, { values, slots }, more.words), ...(more.after ?? [])], footer: `${documentTitles[input.kind]} ${number} · kode ${code}` };
    },
  };
}

/** The code that finds the paper again: office, number and code, nothing of anybody. */
function proof({ reader }: Context): (code: string, number: string) => SignaturePlace {
  return (code, number) => ({ qr: `TEPAT ${reader.identity.code} ${number} ${code}`, size: 24, caption: [`Kode verifikasi ${code}`, 'Cocokkan di kantor yang menerbitkan'] });
}

function aboutPerson(input: LetterInput, context: Context): PreparedLetter {
  const facts = personFacts(context, input.person ?? fail('INVALID_INPUT', { detail: 'person' }));
  const about = { subject: facts.name, family: facts.family, person: facts.person };
  if (input.kind !== 'sktm') return letterOf(input, context, about, { values: facts.values }, { left: proof(context) });
  const first = facts.others.slice(0, DEPENDANTS_IN_BODY);
  const rest = facts.others.slice(DEPENDANTS_IN_BODY);
  const tabel: Block[] = first.length === 0 ? [{ kind: 'paragraph', text: 'Tidak ada tanggungan.' }] : [peopleTable(first, 1, 'full')];
  if (rest.length > 0) tabel.push({ kind: 'paragraph', text: `Tanggungan nomor ${first.length + 1} sampai ${facts.others.length} pada lampiran.`, size: 9.5 });
  const after: Block[] = rest.length === 0 ? [] : [
    { kind: 'pageBreak' }, { kind: 'heading', text: 'LAMPIRAN: LANJUTAN DAFTAR TANGGUNGAN' }, { kind: 'paragraph', text: `${facts.name}, NIK ${facts.values.nik ?? ''}`, align: 'center' },
    peopleTable(rest, first.length + 1, 'full'), signedBy(signatory(context, input.date, input.signer)),
  ];
  return letterOf(input, context, about, { values: facts.values, slots: { tabel } }, { left: proof(context), after });
}

function aboutStranger(input: LetterInput, context: Context): PreparedLetter {
  const stranger = input.stranger ?? fail('INVALID_INPUT', { detail: 'stranger' });
  const nik = stranger.nik.replace(/\D/g, '');
  // Whoever is here, in whatever area of the office, is not a stranger.
  if (nik !== '' && sql(context.writer, 'SELECT 1 FROM person WHERE nik = ? AND coalesce(status, 1) = 1').get(nik) !== undefined) fail('REGISTERED', { name: stranger.name });
  return letterOf(input, context, { subject: stranger.name }, { values: { nama: stranger.name, nik: nik || '-', alamat: stranger.address } }, { left: proof(context) });
}

function statement(input: LetterInput, context: Context): PreparedLetter {
  const { reader } = context;
  const programme = input.programme === undefined ? null : needRecord(reader, 'programme', input.programme);
  const name = programme === null ? 'bantuan' : String(programme.values.name ?? programme.values.shortName ?? '');
  const counted = programme === null ? registerCounts(context) : { total: distributionList(context.reader, programme.uid, context.scope, { lang: 'id', anyway: input.anyway }).rows.length };
  const jumlah = 'total' in counted ? `${counted.total} penerima` : `${counted.families} keluarga (${counted.people} jiwa)`;
  return letterOf(input, context, { subject: input.subject ?? `Data penerima ${name}` }, { values: { program: name, jumlah } }, { stamp: 'Meterai Rp10.000', left: proof(context) });
}

function registerCounts({ reader }: Context): { families: number; people: number } {
  return sql(reader, 'SELECT count(*) AS families, coalesce(sum(members), 0) AS people FROM familySummary WHERE active = 1').get() as { families: number; people: number };
}

/** The letter that goes along: the register's counts and recipients by programme; at a receiving office by kelurahan, with who is late. */
function cover(input: LetterInput, context: Context): PreparedLetter {
  const { reader, host } = context;
  const parent = host.regions().path(reader.identity.code).at(-2);
  const to = input.to ?? (parent ? `${{ kecamatan: 'Camat', kota: 'Wali Kota', kabupaten: 'Bupati', provinsi: 'Gubernur', kelurahan: '', desa: '' }[parent.kind]} ${parent.displayName.replace(/^(Kota|Kabupaten|Kecamatan) /, '')}` : '');
  const subject = input.subject ?? 'Penyampaian data keluarga dan penerima program';
  const counts = registerCounts(context);
  const period = periodOf(input.date);
  const spoken = periodWords(period);
  const values = { kepada: to, perihal: subject, lampiran: input.attachments ?? '1 berkas', keluarga: String(counts.families), jiwa: String(counts.people), periode: spoken };
  const receives = !['kelurahan', 'desa'].includes(reader.identity.level);
  const words = `Bersama ini disampaikan ${receives ? 'rekapitulasi penerima program menurut kelurahan/desa beserta paket datanya' : `data keluarga dan penerima program ${officeName(context)}`} ${spoken}, dengan rincian sebagai berikut:`;
  return letterOf({ ...input, to, attachments: values.lampiran }, context, { subject }, { values, slots: { tabel: receives ? byOffice(context, period) : byProgramme(context, counts) } }, { words });
}

function byProgramme({ reader }: Context, { families, people }: { families: number; people: number }): Block[] {
  const programmes = sql(reader, `SELECT coalesce(p.name, p.shortName) AS name, count(*) AS count FROM enrolment e JOIN programme p ON p.uid = e.programme WHERE e.voided IS NULL AND coalesce(e.status, 3) IN (2, 3, 4) GROUP BY p.uid ORDER BY p.name COLLATE NOCASE`).all() as { name: string; count: number }[];
  const rows: Cell[][] = [['Keluarga dalam register', families, 'keluarga'], ['Anggota keluarga', people, 'jiwa'], ...programmes.map(({ name, count }): Cell[] => [`Penerima ${name}`, count, 'penerima'])].map((row, index) => [index + 1, ...row]);
  return [{ kind: 'table', size: 10, columns: [{ title: 'No', width: 0.4, align: 'center' }, { title: 'Uraian', width: 4 }, { title: 'Jumlah', width: 1 }, { title: 'Satuan', width: 1 }], rows }];
}

function byOffice(context: Context, period: string): Block[] {
  const { reader, host } = context;
  const report = runReport(programmesByOffice, period, {}, context);
  const columns = report.columns.filter((column) => column.key !== 'code');
  const cells = (row: Readonly<Record<string, unknown>>): Cell[] => columns.map(({ key }) => (typeof row[key] === 'number' || typeof row[key] === 'string' ? row[key] : null));
  const name = (code: string): string => host.regions().get(code)?.displayName ?? code;
  const schedules = schedulesHeld(reader);
  const late = villagesBelow(host.regions(), reader.identity.code).map((code) => ({ code, ...standingOf(reader, code, schedules) })).filter((one) => one.state === 'late' || one.state === 'never');
  const words = late.length === 0 ? 'Semua kelurahan/desa sudah mengirim.' : lateWords(late.map((one) => ({ name: name(one.code), daysLate: one.state === 'never' ? null : one.daysLate })));
  return [
    { kind: 'table', size: columns.length > 8 ? 7.5 : 8.5, columns: columns.map(({ key, title, numeric }) => ({ title, width: key === 'name' ? 3 : 1, ...(numeric && { align: 'right' as const }) })), rows: report.rows.map(cells), totals: cells({ ...report.totals, name: 'JUMLAH' }) },
    { kind: 'paragraph', text: [...relayWords(reader, period), words].join(' '), align: 'justify' },
    ...report.notes.map((note): Block => ({ kind: 'paragraph', text: note, size: 9 })),
  ];
}

/** What the newest relay to an office above carries, if it was written in the period of the letter; what waits is said to wait. */
function relayWords(reader: Context['reader'], period: string): string[] {
  const isAbove = (code: string): boolean => relationTo(reader.identity.code, code) === 'above';
  const sent = outbox(reader).find((one) => one.kind === 'TERUSAN' && one.to.some(isAbove));
  const carried = sent && periodOf(localDate(new Date(sent.at))) === period ? listRelays(reader).filter(({ to }) => to.some(({ sentAt }) => sentAt === sent.at)).length : 0;
  const waiting = relaysWaiting(reader).filter(({ to }) => to.some(isAbove)).length;
  return [
    ...(sent && carried > 0 ? [`Paket yang diteruskan: ${carried} paket asli, tanpa diubah, dalam Terusan nomor ${sent.sequence} tanggal ${longDate('id', localDate(new Date(sent.at)))}.`] : []),
    ...(waiting > 0 ? [`Belum diteruskan: ${waiting} paket asli.`] : []),
  ];
}

/** Those that sent nothing and those that are late, each once. */
function lateWords(late: readonly { readonly name: string; readonly daysLate: number | null }[]): string {
  const never = late.filter((one) => one.daysLate === null).map((one) => one.name);
  const slow = late.filter((one) => one.daysLate !== null).map((one) => `${one.name} (${one.daysLate} hari)`);
  return [...(never.length > 0 ? [`Belum kirim: ${never.join(', ')}.`] : []), ...(slow.length > 0 ? [`Terlambat: ${slow.join(', ')}.`] : [])].join(' ');
}

/** A moment as a letter says it, by the office's own clock: `2 Januari 2026 pukul 09.05`. */
function moment(iso: string): string {
  const at = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${longDate('id', localDate(at))} pukul ${two(at.getHours())}.${two(at.getMinutes())}`;
}

/** The handover of one package: what it holds, its short hash, who approved it. */
function handover(input: LetterInput, context: Context): PreparedLetter {
  const { reader, host } = context;
  const sent = outbox(reader).find((one) => one.packageId === input.packageId) ?? fail('NOT_FOUND', { id: input.packageId ?? '' });
  if (!sent.delivered) fail('PACKAGE_NOT_HANDED', { number: sent.sequence });
  const name = (code: string): string => `${host.regions().get(code)?.displayName ?? code} (${code})`;
  const rows: [string, string][] = [
    ['Dari', `${officeName(context)} (${reader.identity.code})`], ['Kepada', sent.to.map(name).join(', ')], ['Jenis dan nomor paket', `${sent.kind} ke-${sent.sequence}, urutan ${sent.epoch}`], ['Berkas', sent.file], ['Dibuat', `${moment(sent.at)}, oleh ${userName(reader, sent.by)}`],
    ['Isi', sent.kind === 'TERUSAN' ? `${showNumber(sent.changes)} paket asli kantor lain, tanpa diubah` : `${showNumber(sent.families)} keluarga, ${showNumber(sent.people)} jiwa, ${showNumber(sent.changes)} perubahan`], ['Ukuran', `${showNumber(sent.bytes)} bita`], ['Sidik pendek', shortHash(sent.sha256)], ['SHA-256', sent.sha256],
    ['Disetujui oleh', sent.approvedBy ? `${sent.approvedBy.name}, ${moment(sent.approvedBy.at)}` : 'tidak memerlukan persetujuan'],
  ];
  const values = { berkas: sent.file, paket: `${sent.kind} ke-${sent.sequence}`, kepada: sent.to.map(name).join(', '), sidik: shortHash(sent.sha256) };
  const parties: Block = { kind: 'signatures', rows: [[{ as: ['Yang menerima'], name: null, after: ['NIP ....................................'] }, { as: ['Yang menyerahkan'], name: null, after: ['NIP ....................................'] }]] };
  return letterOf(input, context, { subject: `Paket ${values.paket} kepada ${values.kepada}`, package: sent.packageId }, { values, slots: { tabel: [{ kind: 'pairs', rows, labelWidth: 48, indent: 5 }] } }, { words: 'Paket tersebut di atas diserahkan dan diterima dalam keadaan utuh; sidik pendek di atas sama dengan yang ditampilkan PC penerima.', parties });
}
