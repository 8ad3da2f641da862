import { agendaOf, meetingView } from '../../registry/meetings/meeting-view.ts';
import type { ItemView, MeetingView } from '../../registry/meetings/meeting-view.ts';
import { needMeeting } from '../../registry/meetings/meeting-records.ts';
import { letterSettings } from '../../registry/letters/letterhead.ts';
import type { Scope } from '../../registry/access.ts';
import { longDate } from '../../rules/long-date.ts';
import { labelOf } from '../../rules/lists.ts';
import { annexParts } from '../../rules/petitions/minutes.ts';
import type { AnnexPart } from '../../rules/petitions/minutes.ts';
import type { MeetingWarning } from '../../rules/petitions/quorum.ts';
import type { Reader } from '../../store/office.ts';
import type { Block, Cell, DocumentModel, Letterhead, Signatory } from '../documents/model.ts';

/** Names of the parts of the annex, as minutes say them. */
const partTitles: Readonly<Record<AnnexPart, string>> = {
  added: 'Usul baru yang diterima', unworthy: 'Dikeluarkan karena tidak layak', gone: 'Dikeluarkan karena meninggal atau pindah', kept: 'Tetap', mended: 'Perbaikan data', refused: 'Usul yang ditolak', postponed: 'Ditunda', undecided: 'Belum diputuskan', other: 'Pokok bahasan lain',
};
const missingWords: Readonly<Record<MeetingWarning, string>> = {
  quorum: 'kuorum tidak terpenuhi', women: 'tidak ada perempuan yang hadir', recipients: 'tidak ada wakil penerima manfaat', disabled: 'tidak ada wakil penyandang disabilitas', empty: 'tidak ada pokok bahasan',
};

export interface MinutesFacts {
  readonly letterhead: Letterhead;
  /** "Kelurahan Gunung Telihan". */
  readonly place: string;
  /** Whole NIK and No KK instead of masked ones. */
  readonly full: boolean;
}

/**
 * The minutes of a musyawarah (berita acara) with the list of attendance and the annex by name. Of final minutes what was
 * signed; of others a draft that says so. Errors: NOT_FOUND, OUTSIDE_AREA.
 */
export function minutesModel(office: Reader, id: string, scope: Scope, { letterhead, place, full }: MinutesFacts): DocumentModel {
  const view = meetingView(office, id, scope);
  const items = agendaOf(office, needMeeting(office, id, scope), full);
  const kind = labelOf('TEPAT.jenisMusyawarah', view.kind) ?? 'Musyawarah';
  const version = view.version > 1 ? `, versi ${view.version}` : '';
  return {
    title: `Berita acara ${kind.toLowerCase()} ${place}, ${longDate('id', view.date)}`, paper: 'f4', letterhead, ...(view.locked ? {} : { mark: 'DRAF, BELUM FINAL' }),
    footer: `Berita acara ${view.number ?? kind}${version}`,
    blocks: [
      { kind: 'heading', text: 'BERITA ACARA', align: 'center' },
      { kind: 'heading', text: `${kind.toUpperCase()} ${withoutKind(kind, place).toUpperCase()}`, align: 'center', level: 2 },
      { kind: 'paragraph', text: `Nomor: ${view.number ?? '................................'}${version}`, align: 'center' },
      { kind: 'spacer', height: 3 },
      ...bodyOf(view, place), ...resultOf(view, items), ...signaturesOf(office, view, place),
      { kind: 'pageBreak' }, ...attendanceSheet(view), { kind: 'pageBreak' }, ...annexOf(items),
    ],
  };
}

/** "Musyawarah kelurahan Gunung Telihan", not "kelurahan Kelurahan". */
function withoutKind(kind: string, place: string): string {
  const [first = '', ...rest] = place.split(' ');
  return kind.toLowerCase().endsWith(first.toLowerCase()) ? rest.join(' ') : place;
}

function bodyOf(view: MeetingView, place: string): Block[] {
  const { values, attendance } = view;
  const text = (key: string): string => (typeof values[key] === 'string' ? values[key] : '');
  const weekday = new Intl.DateTimeFormat('id-ID', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${view.date}T00:00:00Z`));
  const time = [text('startTime'), text('endTime')].filter(Boolean).join('–').replaceAll(':', '.');
  const rows: (readonly [string, string])[] = [
    ['Pokok', view.title], ['Tempat', view.place ?? '–'], ['Waktu', time === '' ? '–' : `pukul ${time}`], ['Pimpinan', text('leader') || '–'], ['Notulis', text('secretary') || '–'],
  ];
  return [
    { kind: 'paragraph', align: 'justify', text: `Pada hari ini ${weekday}, tanggal ${longDate('id', view.date)}, telah dilaksanakan ${(labelOf('TEPAT.jenisMusyawarah', view.kind) ?? 'musyawarah').toLowerCase()} di ${place} untuk membahas usulan dan sanggah warga.` },
    { kind: 'pairs', rows },
    ...(text('legalBasis') === '' ? [] : [{ kind: 'heading' as const, level: 2 as const, text: 'Dasar hukum' }, { kind: 'paragraph' as const, text: text('legalBasis'), align: 'justify' as const }]),
    { kind: 'heading', level: 2, text: 'Peserta' },
    {
      kind: 'pairs', labelWidth: 70, rows: [
        ['Diundang', `${attendance.invited} orang`], ['Hadir', `${attendance.present} orang`], ['Perempuan yang hadir', `${attendance.women} orang`], ['Wakil penerima manfaat', `${attendance.recipients} orang`],
        ['Wakil penyandang disabilitas', `${attendance.disabled} orang`], ['Kuorum', `${attendance.quorum} orang, ${attendance.present >= attendance.quorum ? 'terpenuhi' : 'TIDAK TERPENUHI'}`],
      ],
    },
    ...(view.missing.length === 0 ? [] : [{ kind: 'paragraph' as const, bold: true, text: `Perhatian: ${view.missing.map((one) => missingWords[one]).join('; ')}.${text('finalReason') === '' ? '' : ` Alasan berita acara tetap difinalkan: ${text('finalReason')}.`}` }]),
  ];
}

function resultOf(view: MeetingView, items: readonly ItemView[]): Block[] {
  const shown = annexParts.filter((part) => view.parts[part] > 0);
  const notes = typeof view.values.notes === 'string' ? view.values.notes : '';
  const revised = typeof view.values.revisedFor === 'string' ? view.values.revisedFor : '';
  return [
    { kind: 'heading', level: 2, text: 'Hasil keputusan' },
    {
      kind: 'table', columns: [{ title: 'Keputusan', width: 4 }, { title: 'Jumlah', width: 1, align: 'right' }],
      rows: shown.map((part): Cell[] => [partTitles[part], view.parts[part]]), totals: ['Jumlah pokok bahasan', items.length],
    },
    { kind: 'paragraph', text: 'Rincian menurut nama tercantum dalam Lampiran II, yang merupakan bagian dari berita acara ini.' },
    ...(notes === '' ? [] : [{ kind: 'heading' as const, level: 2 as const, text: 'Catatan' }, { kind: 'paragraph' as const, text: notes, align: 'justify' as const }]),
    ...(revised === '' ? [] : [{ kind: 'paragraph' as const, text: `Berita acara ini menggantikan versi ${view.version - 1}, karena: ${revised}.` }]),
    { kind: 'paragraph', align: 'justify', text: 'Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.', keep: true },
  ];
}

/** Who signs: whoever led, who wrote, the head of the office, LPM or BPD, an RT or RW, and a citizen. */
function signaturesOf(office: Reader, view: MeetingView, place: string): Block[] {
  const { head, place: town } = letterSettings(office);
  const one = (as: string, name: string | null, before?: string): Signatory => ({ as: [as], name, ...(before !== undefined && { before: [before] }) });
  const present = (elements: readonly number[]): string | null => view.guests.find((guest) => guest.present && guest.element !== null && elements.includes(guest.element))?.name ?? null;
  const text = (key: string): string | null => (typeof view.values[key] === 'string' ? view.values[key] : null);
  const headTitle = head.title || (office.identity.level === 'desa' ? `KEPALA ${place.toUpperCase()}` : `LURAH ${place.replace(/^Kelurahan /, '').toUpperCase()}`);
  const signer: Signatory = { as: [headTitle], name: head.name || null, before: [`${town || place.replace(/^(Kelurahan|Desa) /, '')}, ${longDate('id', view.date)}`], after: [head.rank, head.nip === '' ? '' : `NIP ${head.nip}`].filter((line) => line !== '') };
  return [{
    kind: 'signatures', rows: [
      [one('Notulis', text('secretary')), one('Pimpinan musyawarah', text('leader'))],
      [one(office.identity.level === 'desa' ? 'BPD' : 'LPM', present([lpm])), one('Ketua RT/RW', present([rt, rw]))],
      [one('Wakil warga', view.guests.find((guest) => guest.present && guest.forRecipients)?.name ?? present([citizen])), signer],
    ],
  }];
}

const lpm = 2;
const rt = 3;
const rw = 4;
const citizen = 11;

function attendanceSheet(view: MeetingView): Block[] {
  return [
    { kind: 'heading', text: 'LAMPIRAN I: DAFTAR HADIR', align: 'center' },
    {
      kind: 'table', rowHeight: 9, columns: [
        { title: 'No', width: 0.5, align: 'center' }, { title: 'Nama', width: 2.4 }, { title: 'Jabatan atau unsur', width: 2.4 }, { title: 'L/P', width: 0.5, align: 'center' }, { title: 'Mewakili', width: 1.6 }, { title: 'Hadir', width: 0.9, align: 'center' }, { title: 'Tanda tangan', width: 2, signed: true },
      ],
      rows: view.guests.map((guest, index): Cell[] => [
        index + 1, guest.name, [guest.position, guest.element === null ? null : labelOf('TEPAT.unsurMusyawarah', guest.element)].filter(Boolean).join(', '), guest.sex === null ? '' : guest.sex === 2 ? 'P' : 'L',
        [guest.forRecipients ? 'penerima manfaat' : '', guest.forDisabled ? 'penyandang disabilitas' : ''].filter(Boolean).join(', '), guest.present ? 'hadir' : 'tidak', null,
      ]),
    },
    { kind: 'paragraph', text: `Hadir ${view.attendance.present} dari ${view.attendance.invited} yang diundang; perempuan ${view.attendance.women}, wakil penerima manfaat ${view.attendance.recipients}, wakil penyandang disabilitas ${view.attendance.disabled}.` },
  ];
}

function annexOf(items: readonly ItemView[]): Block[] {
  const parts = annexParts.filter((part) => items.some((item) => item.part === part));
  return [
    { kind: 'heading', text: 'LAMPIRAN II: HASIL MENURUT NAMA', align: 'center' },
    ...(parts.length === 0 ? [{ kind: 'paragraph' as const, text: 'Tidak ada.' }] : []),
    ...parts.flatMap((part): Block[] => {
      const own = items.filter((item) => item.part === part);
      return [
        { kind: 'heading', level: 2, text: `${partTitles[part]} (${own.length})` },
        {
          kind: 'table', size: 8.5, columns: [{ title: 'No', width: 0.5, align: 'center' }, { title: 'Nama', width: 2.4 }, { title: 'NIK', width: 1.8 }, { title: 'Alamat', width: 2.6 }, { title: 'RT/RW', width: 0.9, align: 'center' }, { title: 'Pokok', width: 1.6 }, { title: 'Verifikasi', width: 1 }, { title: 'Keterangan', width: 1.7 }],
          rows: own.map((item, index): Cell[] => [
            index + 1, item.name ?? item.title ?? '', item.nik ?? '', item.address ?? '', item.name === null ? '' : `${item.rt ?? '–'}/${item.rw ?? '–'}`,
            [typeof item.subject === 'number' ? labelOf('TEPAT.pokokUsulan', item.subject) : null, item.programme].filter(Boolean).join(', '), typeof item.finding === 'number' ? (labelOf('TEPAT.hasilUsulan', item.finding) ?? '') : '', [item.number, item.reason].filter(Boolean).join(': '),
          ]),
        },
      ];
    }),
  ];
}
