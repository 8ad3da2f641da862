import { labelOf } from '../../rules/lists.ts';
import { planOf } from '../../rules/programme-plan.ts';
import { mask } from '../../rules/mask.ts';
import { familyName } from '../../registry/enrolment/parts.ts';
import { sql } from '../../store/office.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';
import { countedDeliveries, deliveryParams } from './counted.ts';
import type { Counted } from './counted.ts';

interface Line {
  readonly id: string; readonly family: string | null; readonly person: string | null; readonly name: string; readonly identifier: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  readonly region: string | null; readonly programmeId: string; readonly programme: string; readonly phase: string; readonly date: string | null; readonly rupiah: number | null; readonly quantity: number | null; readonly unit: string | null;
  readonly agency: string | null; readonly fund: number | null; readonly funds: string | null; readonly form: number | null; readonly takenBy: string | null; readonly proof: number | null; readonly proofNo: string | null;
}

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Penerima', numeric: false }, { key: 'identifier', title: 'NIK/No KK', numeric: false }, { key: 'address', title: 'Alamat', numeric: false },
  { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false }, { key: 'programme', title: 'Program', numeric: false }, { key: 'phase', title: 'Tahap', numeric: false }, { key: 'date', title: 'Tanggal', numeric: false },
  { key: 'rupiah', title: 'Rupiah', numeric: true }, { key: 'quantity', title: 'Jumlah', numeric: true }, { key: 'unit', title: 'Satuan', numeric: false }, { key: 'agency', title: 'Penyelenggara', numeric: false },
  { key: 'fund', title: 'Sumber dana', numeric: false }, { key: 'takenBy', title: 'Diambil oleh', numeric: false }, { key: 'proof', title: 'Bukti', numeric: false },
];

const credit = 4;

/** Every fund that pays for the programme, by name. */
function fundNames(fund: number | null, funds: string | null): string | null {
  const codes = funds === null ? [fund] : [...new Set(planOf({ funds }).funds.map((one) => one.fund))];
  return codes.flatMap((code) => (code === null ? [] : [labelOf('TEPAT.sumberDana', code) ?? String(code)])).join(', ') || null;
}

/** The deliveries behind a number of the totals, by name and address; `proof=none` are those that nobody signed for yet. */
export const deliveryNames: ReportDef = {
  name: 'delivery-names',
  title: 'Daftar penyaluran',
  unit: 'penyaluran',
  definition: 'Penyaluran yang diterima menurut catatan kantor, satu baris per penerima dan tahap; identitas disamarkan kecuali diminta utuh',
  params: [...deliveryParams, 'identifiers'],
  personal: true,
  run(office, query) {
    const linesOf = ({ source, params, family }: Counted): Line[] => sql(office, `SELECT d.uid AS id, ${family} AS family, d.person AS person, coalesce((SELECT p.name FROM person p WHERE p.uid = d.person), ${familyName}) AS name,
        CASE WHEN d.person IS NULL THEN s.noKk ELSE (SELECT p.nik FROM person p WHERE p.uid = d.person) END AS identifier, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region,
        d.programme AS programmeId, coalesce(g.shortName, g.name, '') AS programme, d.phase AS phase, d.date AS date, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit, g.provider AS agency, g.fund AS fund, g.funds AS funds, g.form AS form,
        d.takenBy AS takenBy, d.proof AS proof, d.proofNo AS proofNo ${source} ORDER BY d.date, s.region, s.rw, s.rt, name, d.id`).all(...params) as Line[];
    const lines = [...linesOf(countedDeliveries(office, query)), ...linesOf(countedDeliveries(office, query, 'groups'))];
    const full = query.params.identifiers === 'full';
    const rows = lines.map(({ funds, ...line }, index): ReportRow => ({
      no: index + 1, ...line, identifier: line.identifier === null || full ? line.identifier : mask(line.identifier), fund: fundNames(line.fund, funds),
      proof: line.proof === null ? null : [labelOf('TEPAT.buktiPenyaluran', line.proof), line.proofNo].filter(Boolean).join(' '),
    }));
    const sum = (isCredit: boolean): number => lines.reduce((all, line) => all + ((line.form === credit) === isCredit ? (line.rupiah ?? 0) : 0), 0);
    const totals = { deliveries: lines.length, unsigned: lines.filter((line) => line.proof === null).length, rupiah: sum(false), credit: sum(true) };
    const notes = [
      ...(totals.unsigned > 0 ? [`${totals.unsigned} belum ada buktinya (belum tanda tangan).`] : []),
      ...(rows.some((row) => String(row.fund ?? '').includes(', ')) ? ['Rupiah tiap baris adalah seluruhnya; bagian tiap dana ada di rekap menurut sumber dana.'] : []),
    ];
    return { columns, rows, totals: null, notes, data: { rows, totals } };
  },
};
