import { profiles } from '../rules/privacy/agreement.ts';
import { fail } from '../rules/failure.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { ReportColumn, ReportDef } from './report.ts';

/** What left, in words. */
const kinds = { file: 'Berkas', print: 'Cetak', reveal: 'Lihat NIK/No KK', lookup: 'Cek bantuan' } as const;
type Kind = keyof typeof kinds;

const profileNames = { internal: 'Internal', masked: 'Tersamar', aggregate: 'Jumlah' } as const;

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'at', title: 'Waktu', numeric: false }, { key: 'by', title: 'Oleh', numeric: false }, { key: 'kind', title: 'Jenis', numeric: false },
  { key: 'what', title: 'Isi', numeric: false }, { key: 'profile', title: 'Bentuk', numeric: false }, { key: 'to', title: 'Kepada', numeric: false }, { key: 'agreement', title: 'Perjanjian', numeric: false },
  { key: 'purpose', title: 'Keperluan', numeric: false }, { key: 'fields', title: 'Isian', numeric: false }, { key: 'rows', title: 'Baris', numeric: true }, { key: 'sha256', title: 'SHA-256', numeric: false },
];

/** What the log says of one thing that left, by whichever call. */
interface Detail {
  readonly what?: string; readonly kind?: string; readonly name?: string; readonly title?: string; readonly profile?: string; readonly partnerName?: string; readonly number?: string; readonly purpose?: string; readonly format?: string;
  readonly fields?: readonly string[]; readonly rows?: number; readonly count?: number; readonly families?: number; readonly sha256?: string; readonly entity?: string; readonly record?: string; readonly field?: string;
}

/**
 * The register of what left the office: every file and print of a list, to whom, under which agreement, for what, how
 * many rows and with which hash; and every NIK or No KK that was shown. It is read from the change log itself, so that
 * nothing can stand there and be missing here.
 */
export const exportsReport: ReportDef = {
  name: 'exports',
  title: 'Daftar yang keluar',
  unit: 'kejadian',
  definition: 'Setiap berkas dan cetakan daftar, dan setiap NIK atau No KK yang diperlihatkan, menurut catatan perubahan kantor ini',
  params: ['kind', 'text'],
  personal: true,
  permission: 'audit.read',
  run(office, { params }) {
    const wanted = params.kind === undefined || params.kind === '' ? null : String(params.kind);
    if (wanted !== null && !Object.hasOwn(kinds, wanted)) fail('INVALID_INPUT', { detail: 'kind' });
    const text = String(params.text ?? '').trim().toLowerCase();
    const logged = office.db.prepare("SELECT at, userName AS by, reason, detail FROM tx WHERE kind = 'access' AND detail IS NOT NULL ORDER BY id DESC").all() as { at: string; by: string | null; reason: string | null; detail: string }[];
    const nameOf = namer(office);
    const rows = logged.flatMap(({ at, by, reason, detail }) => {
      const said = JSON.parse(detail) as Detail;
      const kind = kindOf(said);
      if (kind === null || (wanted !== null && kind !== wanted)) return [];
      return [{
        at, by: by ?? '', kind: kinds[kind], kindCode: kind, what: whatOf(said, nameOf), record: said.record ?? null, profile: kind === 'file' || kind === 'print' ? profileNames[profiles.find((one) => one === said.profile) ?? 'internal'] : '',
        to: said.partnerName ?? '', agreement: said.number ?? '', purpose: said.purpose ?? reason ?? '', fields: (said.fields ?? []).join(', '), rows: said.rows ?? said.count ?? said.families ?? null, sha256: said.sha256 ?? '',
      }];
    }).filter((row) => text === '' || [row.by, row.what, row.to, row.agreement, row.purpose, row.sha256].join(' ').toLowerCase().includes(text)).map((row, index) => ({ no: index + 1, ...row }));
    const totals = { rows: rows.length };
    return { columns, rows, totals: null, notes: [], data: { rows, totals } };
  },
};

function kindOf({ what, kind }: Detail): Kind | null {
  if (what === 'report' || what === 'template' || what === 'document' || kind === 'export') return 'file';
  if (what === 'outsidePrint' || kind === 'print') return 'print';
  if (what === 'reveal') return 'reveal';
  return what === 'aidCheck' || kind === 'lookup' ? 'lookup' : null;
}

/** What was printed by the call that printed it, in words. */
const printed: Readonly<Record<string, string>> = {
  'delivery.sheet': 'Lembar tanda terima', 'delivery.grid': 'Lembar harian', 'programme.recipients': 'Daftar penerima', 'named-list': 'Daftar nominatif', aidCheck: 'Cek bantuan', family: 'Lembar keluarga',
};

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

function whatOf({ what, name, title, format, entity, field, record }: Detail, nameOf: (uid: string) => string): string {
  if (what === 'reveal') return `${entity === 'person' ? 'NIK' : field === '*' ? 'Formulir keluarga' : 'No KK keluarga'} ${record === undefined ? '' : nameOf(record)}`.trim();
  const [first = '', ...rest] = (title ?? name ?? what ?? '').split(' ');
  const said = [printed[first] ?? first, ...rest].join(' ').replace(uuid, nameOf);
  return format === undefined ? said : `${said} (${format})`;
}

/** Who or what an id of the log stands for, so that nobody has to read ids; an id that is not known here stays. */
function namer(office: Reader): (uid: string) => string {
  const find = sql(office, `SELECT coalesce((SELECT name FROM person WHERE uid = @uid), (SELECT coalesce(head, '(belum ada Kepala Keluarga)') || CASE WHEN rt IS NULL THEN '' ELSE ', RT ' || rt END FROM familySummary WHERE uid = @uid),
    (SELECT coalesce(shortName, name) FROM programme WHERE uid = @uid), (SELECT name FROM peopleGroup WHERE uid = @uid), @uid)`).pluck();
  const known = new Map<string, string>();
  return (uid) => {
    const name = known.get(uid) ?? String(find.get({ uid }));
    known.set(uid, name);
    return name;
  };
}
