import { fail } from '../../rules/failure.ts';
import { maskedFields, termOn } from '../../rules/privacy/agreement.ts';
import type { CountLevel, MaskedField } from '../../rules/privacy/agreement.ts';
import { isInside } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { needRecord } from '../access.ts';
import type { Actor } from '../access.ts';

export interface AgreementInput {
  readonly partner: string;
  readonly number: string;
  readonly date: string;
  readonly purpose: string;
  readonly programmes: readonly string[];
  readonly regions: readonly string[];
  readonly wider: boolean;
  readonly fields: readonly MaskedField[];
  readonly level: CountLevel;
  readonly from: string;
  readonly until: string;
}

/** An agreement as it is kept. */
export interface Agreement extends AgreementInput {
  readonly id: string;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly own: boolean;
}

/** An agreement with what it is worth today. */
export interface StoredAgreement extends Agreement {
  readonly term: ReturnType<typeof termOn>;
}

export interface AgreementRow {
  readonly uid: string; readonly partner: string | null; readonly number: string | null; readonly date: string | null; readonly purpose: string | null; readonly programmes: string | null; readonly regions: string | null;
  readonly wider: number | null; readonly fields: string | null; readonly level: string | null; readonly from: string | null; readonly until: string | null; readonly endedOn: string | null; readonly endReason: string | null; readonly madeBy: string | null;
}

/** A row as an agreement; what another version wrote and this one does not know is left out, never taken for a permission. */
export function agreementOf(row: AgreementRow, office: string): Agreement {
  const named = textsOf(row.fields);
  return {
    id: row.uid, partner: row.partner ?? '', number: row.number ?? '', date: row.date ?? '', purpose: row.purpose ?? '', programmes: textsOf(row.programmes), regions: textsOf(row.regions), wider: row.wider === 1,
    fields: maskedFields.filter((field) => named.includes(field)), level: row.level === 'rt' ? 'rt' : 'region', from: row.from ?? '', until: row.until ?? '', endedOn: row.endedOn, endReason: row.endReason, own: row.madeBy === office,
  };
}

function textsOf(json: string | null): string[] {
  const list: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}

/** An agreement in force today, with the name of its partner. Errors: NOT_FOUND, AGREEMENT_EXPIRED, AGREEMENT_NOT_YET, AGREEMENT_ENDED. */
export function agreementInForce(office: Reader, id: string): { agreement: Agreement; partnerName: string } {
  const row = (sql(office, 'SELECT * FROM agreement WHERE uid = ?').get(id) as AgreementRow | undefined) ?? fail('NOT_FOUND', { id });
  const agreement = agreementOf(row, office.identity.code);
  const { number, from, until, endedOn } = agreement;
  const term = termOn(agreement, today(office));
  if (term === 'expired') fail('AGREEMENT_EXPIRED', { number, until });
  if (term === 'notYet') fail('AGREEMENT_NOT_YET', { number, from });
  if (term === 'ended') fail('AGREEMENT_ENDED', { number, endedOn: endedOn ?? '' });
  const partnerName = sql(office, 'SELECT name FROM partner WHERE uid = ?').pluck().get(agreement.partner);
  return { agreement, partnerName: typeof partnerName === 'string' ? partnerName : '' };
}

/** Records an agreement or changes one that this office keeps. Errors: NOT_FOUND, NOT_OWNER, DATE_ORDER, OUTSIDE_AREA, INVALID_INPUT. */
export function saveAgreement(office: Writer, actor: Actor, { id, ...input }: AgreementInput & { id?: string }): { id: string } {
  const partner = needRecord(office, 'partner', input.partner);
  const stored = id === undefined ? null : needRecord(office, 'agreement', id);
  requireKept(office, (stored ?? partner).values.madeBy);
  if (stored && stored.values.partner !== input.partner) fail('INVALID_INPUT', { detail: 'agreement.partner' });
  if (input.until < input.from) fail('DATE_ORDER', { start: input.from, end: input.until });
  if (input.programmes.length === 0 && !input.wider) fail('INVALID_INPUT', { detail: 'agreement.programmes' });
  for (const programme of input.programmes) needRecord(office, 'programme', programme);
  for (const region of input.regions) if (!isInside(region, office.identity.code)) fail('OUTSIDE_AREA', { area: office.identity.code });
  const { programmes, regions, fields, ...plain } = input;
  const values = { ...plain, wider: input.wider ? 1 : 0, programmes: JSON.stringify(programmes), regions: JSON.stringify(regions), fields: JSON.stringify(fields) };
  return writeChanges(office, { user: actor.user, kind: 'partner' }, (log) => {
    if (!stored) return { id: log.create('agreement', { ...values, madeBy: office.identity.code }).uid };
    log.update('agreement', stored.id, values);
    return { id: stored.uid };
  });
}

/** Ends an agreement from today on: nothing is given any more. Errors: NOT_FOUND, NOT_OWNER. */
export function endAgreement(office: Writer, actor: Actor, id: string, reason: string): void {
  const stored = needRecord(office, 'agreement', id);
  requireKept(office, stored.values.madeBy);
  writeChanges(office, { user: actor.user, kind: 'partner', reason }, (log) => {
    log.update('agreement', stored.id, { endedOn: today(office), endReason: reason });
  });
}

/** Refuses (NOT_OWNER) to change what another office keeps. */
export function requireKept(office: Reader, madeBy: unknown): void {
  if (madeBy !== office.identity.code) fail('NOT_OWNER', { owner: String(madeBy ?? '') });
}
