import type { FamilySave } from '../../db/registry/family-save.ts';
import type { Reader } from '../../db/store/office.ts';
import { verifyOffice } from '../../db/store/verify.ts';

const PEOPLE = 3;

/** A family of three people that shows its number, so that a register tells which saves it holds. */
export function numberedFamily(region: string, number: number): FamilySave {
  const people = Array.from({ length: PEOPLE }, (_one, place) => ({
    values: { name: `ORANG ${number} ${place}`, relationship: place === 0 ? 1 : 3, sex: 2, birthDate: place === 0 ? '1985-07-05' : `201${place}-07-05`, nikReason: 6, maritalStatus: 1 },
  }));
  return {
    values: { region, address: `JL. NOMOR ${number}`, rt: '001', rw: '001' }, people,
    acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'uji' })),
  };
}

/** The numbers of the families that a register holds. */
export function numbersHeld(office: Reader): number[] {
  return (office.db.prepare('SELECT address FROM family').pluck().all() as string[]).map((address) => Number(/\d+$/.exec(address)?.[0] ?? 0));
}

/** What must not be: an acknowledged family that is gone, one that is there by half, or a register that does not fit itself. */
export function heldFaults(office: Reader, acked: readonly number[]): string[] {
  const held = new Set(numbersHeld(office));
  const gone = acked.filter((number) => !held.has(number));
  const half = office.db.prepare('SELECT address FROM family WHERE (SELECT count(*) FROM person WHERE person.family = family.uid) <> ?').pluck().all(PEOPLE) as string[];
  const unlisted = office.db.prepare('SELECT (SELECT count(*) FROM person) - (SELECT coalesce(sum(members), 0) FROM familySummary)').pluck().get() as number;
  const { integrity, auditOk, problems } = verifyOffice(office);
  return [
    ...gone.map((number) => `family ${number} was acknowledged and is gone`),
    ...half.map((address) => `${address} is there by half`),
    ...(unlisted === 0 ? [] : [`${unlisted} people are not in the lists`]),
    ...(integrity === 'ok' && auditOk ? [] : [`not sound: ${integrity} ${problems.join('; ')}`]),
  ];
}
