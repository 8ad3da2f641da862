import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { isOwn } from '../access.ts';
import { findRecord } from '../../store/records.ts';
import type { AliasedEntity } from '../aliases.ts';

/** The name of an office by its region code. */
export type OfficeName = (code: string) => string;

/** One of two records that look like one; identifiers masked. */
export interface PairSide {
  readonly record: string; readonly family: string | null; readonly name: string; readonly birthDate: string | null; readonly nik: string | null;
  readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null;
  readonly office: string; readonly officeName: string; readonly own: boolean;
}

interface Line {
  readonly record: string; readonly family: string; readonly name: string | null; readonly birthDate: string | null; readonly nik: string | null;
  readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null;
  readonly owner: string | null;
}

const personLine = `SELECT p.uid AS record, p.family AS family, p.name AS name, p.birthDate AS birthDate, p.nik AS nik, s.noKk AS noKk, s.address AS address,
  s.rt AS rt, s.rw AS rw, s.region AS region, p.owner AS owner FROM person p LEFT JOIN familySummary s ON s.uid = p.family WHERE p.uid = ?`;
const familyLine = `SELECT f.uid AS record, f.uid AS family, s.head AS name, s.headBirth AS birthDate, NULL AS nik, f.noKk AS noKk, f.address AS address,
  f.rt AS rt, f.rw AS rw, f.region AS region, f.owner AS owner FROM family f LEFT JOIN familySummary s ON s.family = f.id WHERE f.uid = ?`;

/** A record as one side of a pair; one that is not held here has its id alone. */
export function pairSide(office: Reader, kind: AliasedEntity, uid: string, officeName: OfficeName): PairSide {
  const line = sql(office, kind === 'person' ? personLine : familyLine).get(uid) as Line | undefined;
  const masked = (value: string | null | undefined): string | null => (value ? mask(value) : null);
  const owner = line ? (line.owner ?? office.identity.code) : '';
  const record = findRecord(office, kind, uid);
  return {
    record: uid, family: line?.family ?? null, name: line?.name ?? '', birthDate: line?.birthDate ?? null, nik: masked(line?.nik), noKk: masked(line?.noKk),
    address: line?.address ?? null, rt: line?.rt ?? null, rw: line?.rw ?? null, region: line?.region ?? null,
    office: owner, officeName: owner === '' ? '' : officeName(owner), own: record !== undefined && isOwn(office, record),
  };
}
