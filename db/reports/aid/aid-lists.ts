import { filterCondition } from '../../registry/family-filter.ts';
import { codeFor, labelFor, personStatus, receivingStatuses } from '../../registry/states.ts';
import { receivesOn } from '../../rules/aid/aid-facts.ts';
import type { AidEnrolment } from '../../rules/aid/aid-facts.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import type { Judged } from '../../rules/aid/judge-recipients.ts';
import { mask } from '../../rules/mask.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';
import { aidReport } from './aid-list.ts';
import type { AidLine } from './walk-aid.ts';

const NO_AGENCY = '(penyelenggara belum diisi)';
const results = { allow: 'boleh', warn: 'peringatan', forbid: 'dilarang' } as const;
/** Why a person no longer receives rightly, by `status_dasar`. */
const goneWords: Readonly<Record<number, string>> = { [personStatus.dead]: 'Meninggal', [personStatus.moved]: 'Pindah', [personStatus.missing]: 'Hilang', [personStatus.away]: 'Pergi' };
const recipient: ReportColumn = { key: 'recipient', title: 'Penerima', numeric: false };
const programme: ReportColumn = { key: 'programme', title: 'Program', numeric: false };
const agency: ReportColumn = { key: 'agency', title: 'Penyelenggara', numeric: false };
const rule: ReportColumn = { key: 'rule', title: 'Aturan', numeric: false };
const facts: ReportColumn = { key: 'facts', title: 'Fakta', numeric: false };
const result: ReportColumn = { key: 'result', title: 'Hasil', numeric: false };

/** Pairs of programmes that a rule warns of or forbids, once each, with both agencies (PTK-10). */
export const overlapReport: ReportDef = aidReport({
  name: 'overlap',
  title: 'Tumpang tindih bantuan',
  unit: 'pasangan kepesertaan',
  definition: 'Dua kepesertaan dalam satu orang, keluarga, atau rumah yang menurut aturan tidak boleh atau perlu diperiksa; satu baris per pasangan',
  all: true,
  columns: [result, { key: 'programme', title: 'Program', numeric: false }, agency, { key: 'otherProgramme', title: 'Program lain', numeric: false }, { key: 'otherAgency', title: 'Penyelenggara lain', numeric: false }, recipient, rule],
  rowsOf: (line, day) => (line.answers[day]?.overlaps ?? []).filter(({ a, b }) => a.family === b.family || a.family < b.family).map(({ rule: by, a, b }) => ({
    ...partOf(line, a), otherEnrolment: b.uid, otherProgramme: b.programme.name, otherAgency: b.programme.provider ?? NO_AGENCY, otherFamily: b.family === a.family ? null : b.family,
    result: results[by.content.result], resultCode: by.content.result, rule: by.title, ruleId: by.uid, ruleVersion: by.version,
  })),
  agenciesOf: (row) => [[row.agency, row.otherAgency].map(String).sort((one, other) => one.localeCompare(other)).join(' × ')],
});

/** Who receives although a rule of the programme speaks against it (PLK-3). */
export const ineligibleReport: ReportDef = aidReport({
  name: 'ineligible',
  title: 'Penerima yang tidak memenuhi aturan',
  unit: 'kepesertaan',
  definition: 'Kepesertaan yang ditetapkan, aktif, atau ditunda dan tidak memenuhi aturan kelayakan programnya; satu baris per kepesertaan dan aturan',
  all: true,
  columns: [result, programme, agency, recipient, facts, rule],
  rowsOf: (line, day) => (line.answers[day]?.ineligible ?? []).map((one) => judgedRow(line, one)),
  agenciesOf: (row) => [String(row.agency)],
  untoldOf: (line, day) => untold(line, day, 'eligibility'),
});

/** Families that should receive something and receive nothing (PTK-11). */
export const missedReport: ReportDef = aidReport({
  name: 'missed',
  title: 'Keluarga yang terlewat',
  unit: 'keluarga',
  definition: 'Keluarga aktif yang menurut aturan seharusnya menerima bantuan dan tidak menerima bantuan apa pun; satu baris per keluarga',
  all: false,
  columns: [facts, rule],
  rowsOf(line, day) {
    const missed = line.answers[day]?.missed;
    return missed ? [{ facts: explainAid('id', missed.reasons, readerOf(line)), rule: missed.rule.title, ruleId: missed.rule.uid, ruleVersion: missed.rule.version, needs: line.family.needs }] : [];
  },
  agenciesOf: () => [],
  // The poorest first: they are whom nobody may leave behind.
  order: (a, b) => Number(a.desil ?? 11) - Number(b.desil ?? 11),
});

/** Recipients who are dead or gone, whom a rule points out, or whose NIK is that of somebody else too (PLK-6). */
export const oddReport: ReportDef = aidReport({
  name: 'anomalies',
  title: 'Penerima yang janggal',
  unit: 'kepesertaan',
  definition: 'Kepesertaan milik orang yang meninggal atau pindah, keluarga yang tidak aktif lagi, NIK yang dipakai dua orang, atau yang ditunjuk aturan; satu baris per kepesertaan dan sebab',
  all: true,
  columns: [{ key: 'cause', title: 'Sebab', numeric: false }, programme, agency, recipient, facts],
  rowsOf: (line, day) => [...goneRows(line, day), ...(line.answers[day]?.odd ?? []).map((one) => ({ ...judgedRow(line, one), cause: one.rule.title, causeCode: 'rule' }))],
  untoldOf: (line, day) => untold(line, day, 'anomaly'),
  more(office, query) {
    const { where, params } = filterCondition(office, { status: 'all' }, query.scope);
    const rows = office.db.prepare(`SELECT e.uid AS enrolment, p.uid AS person, p.name AS recipient, p.nik AS nik, s.uid AS id, s.head AS name, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw,
        s.region AS region, s.desil AS desil, coalesce(g.shortName, g.name) AS programme, g.provider AS agency, (SELECT count(*) FROM person q WHERE q.nik = p.nik AND coalesce(q.status, 1) = 1) AS people
      FROM enrolment e JOIN person p ON p.uid = e.person JOIN familySummary s ON s.uid = p.family LEFT JOIN programme g ON g.uid = e.programme
      WHERE e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND p.nik IS NOT NULL AND coalesce(p.status, 1) = 1
        AND EXISTS (SELECT 1 FROM person q WHERE q.nik = p.nik AND q.id <> p.id AND coalesce(q.status, 1) = 1 AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.ended IS NULL AND a.fromPerson IN (p.uid, q.uid)))
        AND ${where} ORDER BY s.region, s.rw, s.rt, p.nik, p.id`).all(...params) as Record<string, string | number | null>[];
    return rows.map(({ nik, people, noKk, ...row }) => ({
      ...row, noKk: typeof noKk === 'string' && query.params.identifiers !== 'full' ? mask(noKk) : noKk, agency: row.agency ?? NO_AGENCY, cause: 'NIK dipakai lebih dari satu orang', causeCode: 'nik',
      facts: `NIK ${query.params.identifiers === 'full' ? String(nik) : mask(String(nik))} pada ${String(people)} orang`,
    }));
  },
  agenciesOf: (row) => [String(row.agency)],
});

function untold(line: AidLine, day: number, kind: 'eligibility' | 'anomaly'): number {
  return (line.answers[day]?.untold ?? []).filter((one) => one.rule.content.kind === kind).length;
}

function goneRows(line: AidLine, day: number): ReportRow[] {
  if (day !== line.answers.length - 1) return [];
  return line.family.enrolments.filter((one) => receivesOn(one, '9999-12-31')).flatMap((one): ReportRow[] => {
    const person = line.family.people.find((each) => each.uid === one.person);
    if (person && !person.active) return [{ ...partOf(line, one), cause: goneWords[codeFor('KK.status_dasar', person.values, 'status') ?? 0] ?? 'Tidak tercatat aktif', causeCode: 'person', facts: String(person.values.statusDate ?? '') }];
    return line.family.active ? [] : [{ ...partOf(line, one), cause: `Keluarga ${(labelFor('TEPAT.statusKeluarga', line.family.values.status) ?? 'tidak aktif').toLowerCase()}`, causeCode: 'family', facts: '' }];
  });
}

function judgedRow(line: AidLine, { rule: by, enrolment, reasons }: Judged): ReportRow {
  const said = 'result' in by.content ? by.content.result : 'warn';
  return { ...partOf(line, enrolment), facts: explainAid('id', reasons, readerOf(line)), result: results[said], resultCode: said, rule: by.title, ruleId: by.uid, ruleVersion: by.version };
}

function partOf(line: AidLine, one: AidEnrolment): ReportRow {
  return { enrolment: one.uid, programme: one.programme.name, agency: one.programme.provider ?? NO_AGENCY, person: one.person, recipient: one.person === null ? line.place.name : line.nameOf(one.person) };
}

/** A list may be printed and handed on: it never says what somebody's health is. */
function readerOf(line: AidLine): Parameters<typeof explainAid>[2] {
  return { nameOf: line.nameOf, health: false };
}
