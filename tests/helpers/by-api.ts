import path from 'node:path';
import type { TestApi } from './test-api.ts';

/** Calls the api of an office by name, behind a window or not. */
export type Ask = <T>(name: string, input?: unknown) => Promise<T>;

/** The same way to ask for an office without a window. */
export function askOf(office: TestApi): Ask {
  return <T>(name: string, input: unknown = {}) => office.call(name as 'family.list', input as never) as Promise<T>;
}

/** Each of two offices trusts the other's card, its words compared. */
export async function trustEachOther(a: Ask, b: Ask, folder: string, name: string): Promise<void> {
  for (const [from, to, end] of [[a, b, 'a'], [b, a, 'b']] as const) {
    const file = path.join(folder, `${name}-${end}.tepatcard`);
    const { fingerprint } = await from<{ fingerprint: string }>('card.export', { path: file });
    await to('card.trust', { path: file, fingerprint });
  }
}

/** Saves a family of one, with more answers of its house if given, whatever the checks warn of. */
export async function saveFamilyAt(office: Ask, region: string, name: string, address: string, answers: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const person = { name, sex: 1, birthDate: '1985-07-05', birthPlace: 'Bontang', relationship: 1, maritalStatus: 2, nikReason: 2 };
  const family = { values: { address, rt: '004', rw: '002', region, noKkReason: 2, ...answers }, people: [{ values: person }], reason: 'contoh uji' };
  const found = await office<{ code: string; severity: string; record?: string; field?: string }[]>('family.check', family);
  const { id } = await office<{ id: string }>('family.save', { ...family, acknowledged: found.filter((each) => each.severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh uji' })) });
  return id;
}
