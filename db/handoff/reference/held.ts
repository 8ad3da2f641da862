import { issuesReference } from '../../rules/issuing-level.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Asked } from '../payload.ts';
import { contentSchema } from './content.ts';
import type { ReferenceContent } from './content.ts';

/** The reference data in force at an office: as received, or as it issued it itself. */
export interface HeldReference {
  readonly issuer: string;
  readonly issuerName: string;
  readonly receivedAt: string | null;
  readonly content: ReferenceContent;
}

/** The reference data in force here, or null. */
export function heldReference(office: Reader): HeldReference | null {
  const row = sql(office, 'SELECT * FROM reference').get() as { issuer: string; issuerName: string; receivedAt: string | null; content: string } | undefined;
  return row ? { issuer: row.issuer, issuerName: row.issuerName, receivedAt: row.receivedAt, content: contentSchema.parse(JSON.parse(row.content)) } : null;
}

/** Keeps reference data in the place of what was in force. */
export function keepReference(office: Writer, issuer: { readonly code: string; readonly name: string }, content: ReferenceContent, receivedAt: string | null): void {
  sql(office, 'INSERT OR REPLACE INTO reference (id, issuer, issuerName, edition, issuedAt, receivedAt, content) VALUES (1,?,?,?,?,?,?)')
    .run(issuer.code, issuer.name, content.edition, content.issuedAt, receivedAt, JSON.stringify(content));
}

/** Offices of a city, a regency or a province issue reference data for those below them. */
export function issues(office: Reader): boolean {
  return issuesReference(office.identity.level);
}

/** The withheld fields that the reference data in force asks for. */
export function askedFields(office: Reader): Asked {
  const asked = heldReference(office)?.content.asked ?? [];
  return new Set(asked.map(([entity, field]) => `${entity}.${field}`));
}
