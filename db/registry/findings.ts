import { checkFamily } from '../rules/checks.ts';
import type { CheckContext, CheckRecord, Finding, Holder } from '../rules/checks.ts';
import { isActivePerson } from '../rules/checks/finding.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValues } from '../rules/field.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { toRecord } from '../store/records.ts';
import { isKnownDistrict } from './known-district.ts';
import { placeBox } from './place-box.ts';

export type { Finding } from '../rules/checks.ts';

/** A warning that the clerk has read and given a reason for; without record or field it covers all of that code. */
export interface Acknowledgement {
  readonly code: string;
  readonly record?: string;
  readonly field?: string;
  readonly reason: string;
}

/** A family as it would be after saving, under the keys by which findings name its records. */
export interface CheckedFamily {
  readonly family: CheckRecord;
  readonly people: readonly CheckRecord[];
}

/** Everything that the checks find in a family, doubles of NIK and No KK in the register included. */
export function findingsOf(office: Reader, { family, people }: CheckedFamily, source: CheckContext['source'] = 'form'): readonly Finding[] {
  const context: CheckContext = {
    today: today(office), source, area: office.identity.code, isKnownRegion: isKnownDistrict, ...boxFor(office, family.values),
    sameNik: nikHolders(office, people.map((person) => person.values)), sameNoKk: noKkHolders(office, family.values),
  };
  return checkFamily(family, people, context);
}

/** The box that a family's coordinates are held against; asked for only where there are any. */
function boxFor(office: Reader, { latitude, longitude, region }: FieldValues): Pick<CheckContext, 'box'> {
  if (typeof latitude !== 'number' && typeof longitude !== 'number') return {};
  const box = placeBox(office, typeof region === 'string' ? region : office.identity.code);
  return box === null ? {} : { box };
}

/**
 * Refuses with SAVE_BLOCKED while a blocking finding stands, and with WARNINGS_OPEN while a warning has no reason.
 * Findings in `known` stood before and are not asked about again.
 */
export function requireSettled(findings: readonly Finding[], acknowledged: readonly Acknowledgement[], known: readonly Finding[] = []): void {
  const before = new Set(known.map(sameness));
  const fresh = findings.filter((finding) => !before.has(sameness(finding)));
  const blocking = fresh.filter((finding) => finding.severity === 'block');
  if (blocking.length > 0) fail('SAVE_BLOCKED', refusalOf(blocking));
  const open = fresh.filter((finding) => finding.severity === 'warn' && !acknowledged.some((one) => covers(one, finding)));
  if (open.length > 0) fail('WARNINGS_OPEN', refusalOf(open));
}

function covers(one: Acknowledgement, finding: Finding): boolean {
  return one.code === finding.code && (one.record ?? finding.record) === finding.record && (one.field ?? finding.field) === finding.field;
}

function sameness(finding: Finding): string {
  return JSON.stringify([finding.code, finding.record, finding.field, finding.params]);
}

/** What a refusal says of its findings: how many, their codes, and all that their sentences need, as JSON. */
function refusalOf(findings: readonly Finding[]): { count: number; codes: string; findings: string } {
  const codes = [...new Set(findings.map((finding) => finding.code))].join(', ');
  return { count: findings.length, codes, findings: JSON.stringify(findings.map(({ code, params }) => ({ code, params }))) };
}

type PersonRow = Parameters<typeof toRecord>[1] & { rt: string | null; rw: string | null; address: string | null; familyActive: number };

function nikHolders(office: Reader, people: readonly FieldValues[]): ReadonlyMap<string, readonly Holder[]> {
  const holders = new Map<string, Holder[]>();
  const find = sql(office, `SELECT p.*, s.rt AS rt, s.rw AS rw, s.address AS address, s.active AS familyActive
    FROM person p JOIN familySummary s ON s.uid = p.family WHERE p.nik = ?`);
  for (const { nik } of people) {
    if (typeof nik !== 'string' || nik === '' || holders.has(nik)) continue;
    const rows = (find.all(nik) as PersonRow[]).filter((row) => row.familyActive === 1 && isActivePerson(toRecord('person', row).values));
    holders.set(nik, rows.map((row) => ({ key: row.uid, name: String(row.name ?? ''), place: placeText(row) })));
  }
  return holders;
}

function noKkHolders(office: Reader, family: FieldValues): ReadonlyMap<string, readonly Holder[]> {
  if (typeof family.noKk !== 'string' || family.noKk === '') return new Map();
  const rows = sql(office, `SELECT s.uid AS uid, s.head AS head, s.rt AS rt, s.rw AS rw, s.address AS address
    FROM family f JOIN familySummary s ON s.family = f.id WHERE f.noKk = ? AND s.active = 1`).all(family.noKk) as (Place & { uid: string; head: string | null })[];
  return new Map([[family.noKk, rows.map((row) => ({ key: row.uid, name: row.head ?? '', place: placeText(row) }))]]);
}

interface Place {
  readonly rt: string | null;
  readonly rw: string | null;
  readonly address: string | null;
}

function placeText({ rt, rw, address }: Place): string {
  return [rt && `RT ${rt}${rw ? `/RW ${rw}` : ''}`, address].filter(Boolean).join(', ');
}
