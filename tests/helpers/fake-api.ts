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
