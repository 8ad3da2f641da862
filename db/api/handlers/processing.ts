import { requireWholeOffice } from '../../registry/access.ts';
import { listIncidents } from '../../registry/incidents/incidents.ts';
import { lossSources, peopleByClass, receiversOf } from '../../registry/incidents/processing-facts.ts';
import { dueDays } from '../../registry/retention/due.ts';
import { readSettings } from '../../registry/settings.ts';
import { fail } from '../../rules/failure.ts';
import { showNumber } from '../../rules/numbers.ts';
import { retentionClasses } from '../../rules/privacy/retention.ts';
import { guardedIn, LOCK_MINUTES_KEY, lockMinutesIn, TWO_PERSON_KEY } from '../../rules/two-person.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { CallOutput } from '../contract.ts';
import type { processingCalls } from '../contract/processing.ts';
import { className } from '../documents/privacy-words.ts';
import { incidentNotice, processingDocument } from '../documents/processing-record.ts';
import type { Handlers } from '../handler.ts';
import { writeDocument } from '../write-document.ts';

const TASK = 'Pasal 20 ayat (2) huruf e: tugas untuk kepentingan umum dan pelayanan publik';
const how = { package: 'paket tersegel', agreement: 'berkas menurut perjanjian', file: 'berkas atau cetak kantor' } as const;

export const processingHandlers: Handlers<keyof typeof processingCalls> = {
  'processing.record': (_input, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    return recordOf(reader);
  },
  'processing.document': async ({ format, path, job }, context) => {
    requireWholeOffice(context.reader, context.scope);
    return writeDocument({ model: processingDocument(recordOf(context.reader), context), format, path, job, purpose: null, detail: { name: 'catatan-pemrosesan' } }, context);
  },
  'incident.document': async ({ id, format, path, job }, context) => {
    requireWholeOffice(context.reader, context.scope);
    const incident = listIncidents(context.reader).find((one) => one.id === id) ?? fail('NOT_FOUND', { id });
    return writeDocument({ model: incidentNotice(incident, context), format, path, job, purpose: null, detail: { name: 'pemberitahuan-insiden', incident: id } }, context);
  },
  'incident.sources': (_input, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    const { packages, files } = lossSources(reader);
    return {
      packages: packages.map(({ id, at, kind, to, people }) => ({ id, at, what: `${kind} → ${to} (${showNumber(people)} orang)` })),
      files: files.map(({ tx, at, detail, people }) => {
        const { title, name, partnerName } = JSON.parse(detail) as { title?: string; name?: string; partnerName?: string };
        return { tx, at, what: [title ?? name ?? '', partnerName ?? ''].filter((part) => part !== '').join(' → '), people };
      }),
    };
  },
};

function recordOf(reader: Reader): CallOutput<'processing.record'> {
  const count = (text: string): number => sql(reader, text).pluck().get() as number;
  const [families, people] = [count('SELECT count(*) FROM family'), count('SELECT count(*) FROM person')];
  const byClass = peopleByClass(reader);
  const settings = readSettings(reader);
  const days = dueDays(reader);
  const activity = (name: string, purpose: string, data: string, amount: number, unit: string) => ({ name, purpose, basis: TASK, data, amount: `${showNumber(amount)} ${unit}` });
  const sources = count('SELECT count(*) FROM batch');
  return {
    at: reader.now().toISOString(), families, people,
    activities: [
      activity('Pendataan keluarga', 'Menentukan dan memutakhirkan sasaran program penanggulangan kemiskinan', 'Identitas, alamat, keluarga, rumah, pekerjaan, kesehatan', people, 'orang'),
      activity('Impor data sumber', 'Memadankan data pusat dan daerah dengan register', 'Sebagaimana berkas sumber', sources, 'berkas'),
      activity('Kepesertaan dan penyaluran', 'Memberikan bantuan kepada yang berhak dan membuktikannya', 'Program, keputusan, penyaluran', count('SELECT count(*) FROM enrolment WHERE voided IS NULL') + count('SELECT count(*) FROM delivery WHERE voided IS NULL'), 'catatan'),
      activity('Verval dan kunjungan', 'Memeriksa keadaan keluarga di lapangan', 'Hasil kunjungan, letak rumah, foto', count('SELECT count(*) FROM visit'), 'kunjungan'),
      activity('Usulan dan sanggahan', 'Menerima dan menjawab permintaan warga', 'Pengusul, pokok, hasil', count('SELECT count(*) FROM petition'), 'usulan'),
      activity('Kasus kebutuhan', 'Menindaklanjuti kebutuhan dasar yang belum terpenuhi', 'Kebutuhan, rujukan, hasil', count('SELECT count(*) FROM caseNeed'), 'kasus'),
    ].filter((one) => !one.amount.startsWith('0 ')),
    classes: [{ name: 'Kesehatan', people: byClass.health }, { name: 'Anak (di bawah 18 tahun)', people: byClass.child }, { name: 'Keuangan pribadi', people: byClass.financial }],
    receivers: receiversOf(reader).map((one) => ({ ...one, name: one.name || reader.identity.name, how: how[one.how] })),
    retention: retentionClasses.map((one) => ({ name: className(one), years: days[one].years })),
    safeguards: [
      'Basis data, foto, cadangan, dan salinan pengaman disandi; kuncinya dibungkus kata sandi tiap pengguna.', 'Paket disegel untuk penerimanya dan ditandatangani; kartu kantor dicocokkan lewat suara.',
      'Peran, wilayah, dan golongan data khusus membatasi setiap panggilan; NIK dan No KK tersamar, dan melihatnya tercatat.', 'Jejak audit berantai; setiap berkas dan cetakan mencatat keperluannya.',
      `Terkunci sendiri sesudah ${lockMinutesIn(settings[LOCK_MINUTES_KEY])} menit.`, ...(guardedIn(settings[TWO_PERSON_KEY]).length > 0 ? ['Dua orang diminta untuk kunci dan pengguna.'] : []), 'Pemusnahan selalu oleh dua orang, dengan berita acara.',
    ],
  };
}
