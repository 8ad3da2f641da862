import { listItems } from '../../registry/derive.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import { ageAt } from '../../registry/family-list.ts';
import { loadFamilies } from '../../registry/family-facts.ts';
import type { FamilyFacts } from '../../registry/family-facts.ts';
import { textOf } from '../../rules/field.ts';
import { answerText } from '../../rules/lists.ts';
import { codeOfField, isPresent } from '../../rules/checks/finding.ts';
import { today } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportColumn, ReportDef } from '../report.ts';

interface Line { readonly family: number; readonly uid: string; readonly head: string | null; readonly address: string | null; readonly rw: string | null; readonly rt: string | null; readonly desil: number | null; readonly tags: string }

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Kepala Keluarga', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rw', title: 'RW', numeric: false },
  { key: 'rt', title: 'RT', numeric: false }, { key: 'desil', title: 'Desil', numeric: true }, { key: 'who', title: 'Siapa', numeric: false }, { key: 'age', title: 'Umur', numeric: true }, { key: 'why', title: 'Keterangan', numeric: false },
];

/**
 * Families at risk of stunting (keluarga berisiko, domain reference KLB-5): children whose nutrition was noted as wasting
 * or stunting, and who is pregnant; a line each. Nothing more is kept of anybody's health, and only those with the right
 * to such answers may run it.
 */
export const riskFamilies: ReportDef = {
  name: 'risk-families',
  title: 'Keluarga berisiko (gizi balita dan ibu hamil)',
  unit: 'orang',
  definition: 'Anggota keluarga aktif dengan catatan gizi kurang atau kerdil (pertanyaan 427), dan ibu hamil (pertanyaan 410); bukan rekam medis',
  params: ['region', 'rw', 'rt', 'desil'],
  personal: true,
  permission: 'health.read',
  run(office, query) {
    const { where, params } = filterCondition(office, filterOf(query.params), query.scope);
    const lines = office.db.prepare(`SELECT s.family AS family, s.uid AS uid, s.head AS head, s.address AS address, s.rw AS rw, s.rt AS rt, s.desil AS desil, s.tags AS tags
      FROM familySummary s WHERE ${where} AND (instr(s.tags, ' gizi ') > 0 OR instr(s.tags, ' ibu-hamil ') > 0) ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as Line[];
    const facts = new Map(loadFamilies(office, lines.map(({ family }) => family)).map((one) => [one.family.id, one]));
    const found = lines.flatMap(({ family, uid, head, address, rw, rt, desil, tags }) =>
      peopleAtRisk(facts.get(family), today(office)).map((person) => ({ id: uid, name: head ?? '(belum ada Kepala Keluarga)', address, rw, rt, desil, tags: listItems(tags), ...person })));
    const rows = found.map((row, place) => ({ no: place + 1, ...row }));
    const totals = { no: rows.length, families: lines.length };
    const notes = [`${lines.length} keluarga. Daftar ini berisi data kesehatan: hanya untuk petugas yang berhak, dan dicatat saat disimpan ke berkas.`];
    return { columns, rows, totals: null, notes, data: { rows, totals, notes } };
  },
};

function peopleAtRisk(facts: FamilyFacts | undefined, day: string): { who: string; age: number | null; why: string }[] {
  return (facts?.people ?? []).filter(({ values }) => isPresent(values)).flatMap(({ values }) => {
    const nutrition = codeOfField('person', values, 'nutrition');
    const reasons = [
      ...(nutrition === 1 || nutrition === 2 ? [answerText('RSEK.427', nutrition)] : []),
      ...(codeOfField('person', values, 'pregnant') === 1 ? ['Hamil'] : []),
    ];
    return reasons.length === 0 ? [] : [{ who: textOf(values.name) ?? '', age: ageAt(textOf(values.birthDate), day), why: reasons.join(', ') }];
  });
}
