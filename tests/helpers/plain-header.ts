import { FORMAT } from '../../db/handoff/header.ts';
import type { Header } from '../../db/handoff/header.ts';

/** The header of a report without anything in it. */
export const plainHeader: Header = {
  format: { ...FORMAT }, packageId: 'p', kind: 'LAPORAN', practice: false,
  origin: { officeId: 'a', code: '64.74.03.1002', name: 'Gunung Telihan', deviceId: 'd', keyId: 'k' },
  destination: [{ officeId: 'b', code: '64.74', name: 'Kota Bontang', devices: [{ deviceId: 'e', keyId: 'l' }] }],
  epoch: { number: 1, nonce: 'n', base: null }, stream: 's', sequence: 7, previous: null, ranges: [],
  schema: { version: '4', lists: {} }, privacy: { profile: 'pemerintah-1', withheld: [[2, 65]] }, payload: { sha256: '0'.repeat(64), bytes: 1 },
  counts: { changes: 0, families: 0, people: 0, files: {}, register: { families: 0, people: 0 } },
  createdAt: '2026-11-22T00:00:00.000Z', createdBy: 'siti', approvedBy: null, application: 'tepat',
};
