import type { CallInput, CallName, CallOutput } from '../../db/api/contract.ts';
import type { Answer } from '../../renderer/bridge.ts';
import type { Backend } from './screens.ts';

/** Made-up answers by call, for looking at screens before the real api is there. Never in the product, never a test's proof. */
export type FakeAnswers = { [N in CallName]?: (input: CallInput<N>) => CallOutput<N> };

const office = { officeId: 'o1', deviceId: 'd1', code: '64.74.03.1002', level: 'kelurahan', name: 'Kelurahan Api-Api', practice: true } as const;

/** A kelurahan with work that waits. */
export const kelurahanAnswers: FakeAnswers = {
  'office.status': () => ({
    state: 'locked', office, problem: null,
    users: [{ name: 'siti', displayName: 'Siti Rahmawati' }, { name: 'budi', displayName: 'Budi Santoso' }],
    offices: [{ dir: '/data/api-api', name: 'Kelurahan Api-Api', code: '64.74.03.1002', practice: true, current: true }, { dir: '/data/b', name: 'Kelurahan Berbas Tengah', code: '64.74.02.1003', practice: false, current: false }],
  }),
  'session.open': () => ({
    session: 's', office, user: { id: 'u1', name: 'siti', displayName: 'Siti Rahmawati', role: 'admin', areaPrefix: '64.74.03.1002' },
    permissions: ['register.read', 'register.write', 'register.verify', 'identity.reveal', 'health.read', 'programme.write', 'enrol.write', 'import.run', 'import.undo', 'package.send', 'package.receive', 'card.trust', 'report.run', 'report.export', 'backup', 'restore', 'user.manage', 'audit.read', 'setting.write'],
  }),
  'session.lock': () => ({ ok: true }),
  'office.info': () => ({ office: { ...office, parentName: 'Kecamatan Bontang Utara', headTitle: 'Lurah' }, today: '2026-11-22', period: 'November 2026', unsentChanges: 42, lastSentOn: '2026-11-19', receiver: false }),
  home: () => ({
    items: [
      { kind: 'draft', count: 1, id: 'dr1', title: 'Keluarga baru: Yusuf Hidayat, RT 004/RW 002', at: '2026-11-22T08:40:00Z' },
      { kind: 'importStaged', count: 9, id: 'st1', title: 'DTSEN_6474031002_Nov2026.xlsx', at: '2026-11-21T15:02:00Z' },
      { kind: 'unsent', count: 42, id: null, title: 'Kecamatan Bontang Utara, Kota Bontang', at: '2026-11-19T14:10:00Z' },
      { kind: 'packageProblem', count: 1, id: 'p1', title: 'KEL6474031002-0007.tepat', at: '2026-11-20T09:00:00Z' },
      { kind: 'noBackup', count: 9, id: null, title: '', at: '2026-11-13T16:00:00Z' },
    ],
    register: { families: 2314, people: 8127, unranked: 118, neverSurveyed: 342 }, today: { changes: 17, mine: 11 }, offices: [],
  }),
};

const words = 'apel-batu-cermin-daun-embun-fajar-gula-hujan-intan-jala';
Object.assign(kelurahanAnswers, {
  'region.search': ({ text }) => ['Api-Api', 'Belimbing', 'Berbas Tengah', 'Bontang Baru', 'Gunung Elai'].map((name, index) => ({ code: `64.74.0${index + 1}.100${index}`, name: `${name}`, kind: index === 2 ? 'desa' : 'kelurahan', path: `Kecamatan Bontang Utara, Kota Bontang, Kalimantan Timur${text === 'x' ? '' : ''}` })),
  'office.create': () => ({ officeId: 'o', deviceId: 'd', code: '64.74.03.1002', level: 'kelurahan', name: 'Kelurahan Api-Api', fingerprint: words, recoveryCode: '7KQ2M-93HTX-VB4CD-0PZ8R-W5N1A' }),
  'recovery.confirm': () => ({ ok: true }),
  'office.createPractice': () => ({ user: 'contoh', passphrase: 'sungai teduh 45 perahu', families: 412, people: 1583 }),
  'user.list': () => [
    { id: 'u1', name: 'siti', displayName: 'Siti Rahmawati', role: 'admin', areaPrefix: '64.74.03.1002', active: true, endedOn: null },
    { id: 'u2', name: 'budi', displayName: 'Budi Santoso', role: 'operator', areaPrefix: '64.74.03.1002', active: true, endedOn: null },
    { id: 'u3', name: 'lurah', displayName: 'Drs. H. Ahmad Fauzi', role: 'pengesah', areaPrefix: '64.74.03.1002', active: true, endedOn: null },
    { id: 'u4', name: 'yuni', displayName: 'Yuni Astuti', role: 'operator', areaPrefix: '64.74.03.1002', active: false, endedOn: '2026-08-31' },
  ],
  'card.mine': () => ({ officeId: 'o1', deviceId: 'd1', code: '64.74.03.1002', name: 'Kelurahan Api-Api', level: 'kelurahan', practice: true, fingerprint: words }),
  'card.read': () => ({ officeId: 'o2', deviceId: 'd2', code: '64.74', name: 'Kota Bontang', level: 'kota', practice: true, fingerprint: words, known: false, changed: true }),
  'neighbour.list': () => ['Kecamatan Bontang Utara', 'Kota Bontang'].map((name, index) => ({ code: index === 0 ? '64.74.03' : '64.74', name, level: 'kota', trusted: true, fingerprint: words, checked: index === 0, relation: 'above', lastSent: null, lastAcknowledged: null, lastReceived: null, unsent: 42, families: null, people: null, problems: [] })),
  'backup.list': () => [0, 1, 2, 3].map((index) => ({ file: `/data/snapshots/2026112${index}-0812.db`, at: `2026-11-2${2 - (index % 3)}T08:12:00Z`, bytes: 41_234_000 + index * 1000, kind: index === 1 ? 'backup' : 'snapshot', why: index === 1 ? 'Diminta' : 'Sebelum impor', good: index !== 3 })),
  'backup.create': () => ({ file: '/media/stik/Tepat Kelurahan Api-Api 2026-11-22.tepatbackup', bytes: 41_234_000, sha256: 'ab', families: 2314, people: 8127, changes: 51_204 }),
  'changes.list': () => ({
    date: '2026-11-22', users: [{ name: 'Siti Rahmawati', changes: 11 }, { name: 'Budi Santoso', changes: 6 }],
    entries: Array.from({ length: 17 }, (_, index) => ({ at: `2026-11-22T0${index % 9}:1${index % 6}:00Z`, by: index < 11 ? 'Siti Rahmawati' : 'Budi Santoso', office: null, entity: 'family', record: `r${index}`, recordName: 'Yusuf Hidayat', op: index === 16 ? 'create' : 'change', field: index === 16 ? null : 'address', old: 'Jl. Pattimura No. 3', new: 'Jl. Pattimura No. 31', reason: 'Salah tulis nomor rumah', source: null, changeId: `c${index}` })),
  }),
  verify: () => ({ ok: false, integrity: 'ok', auditOk: true, changes: 51_204, auditHead: '9f2c11d07be4aa0193', counts: { families: 2340, people: 8301, activeFamilies: 2314, activePeople: 8127, programmes: 24, enrolments: 1893, rankings: 4410, drafts: 1 }, problems: ['Impor DTSEN_2026.xlsx: 3 baris tidak sama dengan aslinya'] }),
} satisfies FakeAnswers);

/** A city that receives. */
export const cityAnswers: FakeAnswers = {
  ...kelurahanAnswers,
  'session.open': (input) => ({ ...kelurahanAnswers['session.open']!(input), office: { ...office, code: '64.74', level: 'kota', name: 'Kota Bontang', practice: false } }),
  'office.info': () => ({ office: { ...office, code: '64.74', level: 'kota', name: 'Kota Bontang', practice: false, parentName: 'Provinsi Kalimantan Timur', headTitle: 'Wali Kota' }, today: '2026-11-22', period: 'November 2026', unsentChanges: 0, lastSentOn: null, receiver: true }),
  home: () => ({
    items: [{ kind: 'packageProblem', count: 2, id: 'p1', title: 'Kelurahan Belimbing', at: '2026-11-20T09:00:00Z' }],
    register: { families: 24016, people: 81270, unranked: 1180, neverSurveyed: 3420 }, today: { changes: 217, mine: 0 },
    offices: ['Api-Api', 'Belimbing', 'Berbas Pantai', 'Berbas Tengah', 'Berebas', 'Bontang Baru', 'Bontang Kuala', 'Bontang Lestari', 'Gunung Elai', 'Gunung Telihan', 'Guntung', 'Kanaan', 'Loktuan', 'Satimpo', 'Tanjung Laut'].map((name, index) => ({
      code: `64.74.03.10${10 + index}`, name: `Kelurahan ${name}`, lastPackage: index % 5 === 3 ? null : `2026-11-${String(20 - index).padStart(2, '0')}T10:00:00Z`, sequence: index % 5 === 3 ? null : 12 - (index % 4),
      families: index % 5 === 3 ? null : 1500 + index * 37, people: index % 5 === 3 ? null : 5100 + index * 131, daysSince: index % 5 === 3 ? null : 2 + index, late: index > 5, sent: index % 5 !== 3,
    })),
  }),
};

/** A backend out of made-up answers; a call without one is refused by name. */
export function fakeBackend(answers: FakeAnswers): Backend {
  return async (name, input): Promise<Answer> => {
    if (name === 'shell.info') return { ok: true, value: { version: '0.1.0', platform: 'linux', engine: 'look', standIn: true } };
    const answer = (answers as Record<string, ((input: unknown) => unknown) | undefined>)[name];
    return answer ? { ok: true, value: answer(input) } : { ok: false, error: { code: 'UNKNOWN_CALL', params: { name } } };
  };
}
