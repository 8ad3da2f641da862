import { findingKinds } from '../../registry/aid/aid-finding.ts';
import type { GroupFinding } from '../../registry/aid/group-findings.ts';
import { listItems } from '../../registry/derive.ts';
import { labelFor, personStatus } from '../../registry/states.ts';
import { mask } from '../../rules/mask.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';
import { aidReport } from './aid-list.ts';
import type { Finding, ListWords } from './aid-list.ts';

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
  columns: [result, { key: 'programme', title: 'Program', numeric: false }, agency, { key: 'otherProgramme', title: 'Program lain', numeric: false }, { key: 'otherAgency', title: 'Penyelenggara lain', numeric: false }, recipient, rule],
  rowOf: (finding, words) => ({
    ...partOf(finding, words), otherEnrolment: finding.other, otherProgramme: words.programme(finding.otherProgramme)?.name, otherAgency: words.programme(finding.otherProgramme)?.provider ?? NO_AGENCY,
    otherFamily: finding.otherFamily, ...ruleOf(finding, words),
  }),
  groupRow: (one, words) => ({ ...groupPart(one, words), otherEnrolment: one.other, otherProgramme: words.programme(one.otherProgramme)?.name, otherAgency: words.programme(one.otherProgramme)?.provider ?? NO_AGENCY, otherFamily: null, ...ruleOf(one, words) }),
  agenciesOf: (row) => [[row.agency, row.otherAgency].map(String).sort((one, other) => one.localeCompare(other)).join(' × ')],
});

/** Who receives although a rule of the programme speaks against it (PLK-3). */
export const ineligibleReport: ReportDef = aidReport({
  name: 'ineligible',
  title: 'Penerima yang tidak memenuhi aturan',
  unit: 'kepesertaan',
  definition: 'Kepesertaan yang ditetapkan, aktif, atau ditunda dan tidak memenuhi aturan kelayakan programnya; satu baris per kepesertaan dan aturan',
  columns: [result, programme, agency, recipient, facts, rule],
  rowOf: (finding, words) => ({ ...partOf(finding, words), facts: words.facts(finding), ...ruleOf(finding, words) }),
  groupRow: (one, words) => ({ ...groupPart(one, words), facts: one.facts, ...ruleOf(one, words) }),
  agenciesOf: (row) => [String(row.agency)],
});

/** Families that should receive something and receive nothing (PTK-11). */
export const missedReport: ReportDef = aidReport({
  name: 'missed',
  title: 'Keluarga yang terlewat',
  unit: 'keluarga',
  definition: 'Keluarga aktif yang menurut aturan seharusnya menerima bantuan dan tidak menerima bantuan apa pun; satu baris per keluarga',
  columns: [facts, rule],
  rowOf(finding, words) {
    const by = words.rule(finding.rule);
    return { facts: words.facts(finding), rule: by?.title, ruleId: by?.uid, ruleVersion: by?.version, needs: listItems(finding.needs) };
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
  columns: [{ key: 'cause', title: 'Sebab', numeric: false }, programme, agency, recipient, facts],
  rowOf(finding, words) {
    if (finding.kind === findingKinds.gone) return { ...partOf(finding, words), ...goneOf(finding) };
    const said = ruleOf(finding, words);
    return { ...partOf(finding, words), facts: words.facts(finding), ...said, cause: said.rule, causeCode: 'rule' };
  },
  groupRow(one, words) {
    const said = ruleOf(one, words);
    const cause = one.because === 'ended' ? 'Kelompok sudah bubar' : one.because === 'members' ? 'Anggota meninggal atau pindah' : said.rule;
    return { ...groupPart(one, words), ...(one.because === null && said), cause, causeCode: one.because === null ? 'rule' : `group-${one.because}`, facts: one.facts };
  },
  nikRow: (row, words) => ({
    enrolment: row.enrolment, programme: words.programme(row.programmeId)?.name, agency: words.programme(row.programmeId)?.provider ?? NO_AGENCY, person: row.person, recipient: row.recipient,
    cause: 'NIK dipakai lebih dari satu orang', causeCode: 'nik', facts: `NIK ${words.identifiers ? row.nik : mask(row.nik)} pada ${String(row.people)} orang`,
  }),
  agenciesOf: (row) => [String(row.agency)],
});

function goneOf({ rule: because, personStatus: status, personSince, familyStatus }: Finding): ReportRow {
  if (because === 'person') return { cause: goneWords[status ?? 0] ?? 'Tidak tercatat aktif', causeCode: 'person', facts: personSince ?? '' };
  return { cause: `Keluarga ${(labelFor('TEPAT.statusKeluarga', familyStatus) ?? 'tidak aktif').toLowerCase()}`, causeCode: 'family', facts: '' };
}

function ruleOf({ rule: uid }: Pick<Finding, 'rule'>, words: ListWords): ReportRow {
  const by = words.rule(uid);
  const said = by?.content.result ?? 'warn';
  return { result: results[said], resultCode: said, rule: by?.title, ruleId: uid, ruleVersion: by?.version };
}

/** The kelompok itself, or the member of it whose other part it meets. */
function groupPart({ programme: of, name, member }: GroupFinding, words: ListWords): ReportRow {
  const said = words.programme(of);
  return { programme: said?.name, agency: said?.provider ?? NO_AGENCY, recipient: member ?? name };
}

function partOf({ enrolment, programme: of, person, recipient: name, name: head }: Finding, words: ListWords): ReportRow {
  const said = words.programme(of);
  return { enrolment, programme: said?.name, agency: said?.provider ?? NO_AGENCY, person, recipient: person === null ? head : name };
}
