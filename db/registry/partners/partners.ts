import { isAgencyName } from '../agency/agency-people.ts';
import { fail } from '../../rules/failure.ts';
import { labelOf } from '../../rules/lists.ts';
import { partnerKinds, termOn } from '../../rules/privacy/agreement.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor } from '../access.ts';
import { needRecord } from '../access.ts';
import { agreementOf, requireKept } from './agreements.ts';
import type { AgreementRow, StoredAgreement } from './agreements.ts';

interface PartnerInput {
  readonly name: string;
  /** Code of TEPAT.jenisPemilik. */
  readonly kind: number;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly notes: string | null;
  readonly active: boolean;
}

/** A partner with its agreements, the latest first. */
export interface Partner extends PartnerInput {
  readonly id: string;
  readonly kindLabel: string;
  /** Code of the office that keeps it; only that office changes it. */
  readonly madeBy: string;
  readonly own: boolean;
  /** Programmes of the catalogue whose provider it is. */
  readonly programmes: readonly { readonly id: string; readonly name: string }[];
  readonly agreements: readonly StoredAgreement[];
}

interface Row { readonly uid: string; readonly name: string | null; readonly kind: number | null; readonly contact: string | null; readonly phone: string | null; readonly email: string | null; readonly address: string | null; readonly notes: string | null; readonly active: number | null; readonly madeBy: string | null }

/** Every partner in the order of names, with the programmes it provides and its agreements. */
export function listPartners(office: Reader): Partner[] {
  const day = today(office);
  const programmes = sql(office, 'SELECT uid AS id, coalesce(shortName, name) AS name, provider FROM programme WHERE voided IS NULL AND provider IS NOT NULL ORDER BY name').all() as { id: string; name: string; provider: string }[];
  const agreements = (sql(office, 'SELECT * FROM agreement ORDER BY "until" DESC, id DESC').all() as AgreementRow[]).map((row) => agreementOf(row, office.identity.code));
  return (sql(office, 'SELECT * FROM partner ORDER BY name COLLATE NOCASE, id').all() as Row[]).map((row) => ({
    id: row.uid, name: row.name ?? '', kind: row.kind ?? 10, kindLabel: labelOf('TEPAT.jenisPemilik', row.kind ?? 10) ?? '', contact: row.contact, phone: row.phone, email: row.email,
    address: row.address, notes: row.notes, active: row.active !== 0, madeBy: row.madeBy ?? '', own: row.madeBy === office.identity.code,
    programmes: programmes.filter(({ provider }) => isAgencyName(provider, row.name ?? '')).map(({ id, name }) => ({ id, name })),
    agreements: agreements.filter((one) => one.partner === row.uid).map((one) => ({ ...one, term: termOn(one, day) })),
  }));
}

/** Adds a partner or changes one that this office keeps. Errors: NOT_FOUND, NOT_OWNER, INVALID_INPUT. */
export function savePartner(office: Writer, actor: Actor, { id, ...input }: PartnerInput & { id?: string }): { id: string } {
  if (!partnerKinds.includes(input.kind)) fail('INVALID_INPUT', { detail: 'partner.kind' });
  const stored = id === undefined ? null : needRecord(office, 'partner', id);
  if (stored) requireKept(office, stored.values.madeBy);
  const values = { ...input, active: input.active ? 1 : 0 };
  return writeChanges(office, { user: actor.user, kind: 'partner' }, (log) => {
    if (!stored) return { id: log.create('partner', { ...values, madeBy: office.identity.code }).uid };
    log.update('partner', stored.id, values);
    return { id: stored.uid };
  });
}
