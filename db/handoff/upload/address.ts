import { isInside } from '../../rules/region-code.ts';
import type { Reader } from '../../store/office.ts';
import { heldReference } from '../reference/held.ts';

/** The one address that packages may be uploaded to. */
export interface Address {
  readonly url: URL;
  /** The server's own certificate, when no public authority vouches for it. */
  readonly certificate: string | null;
  readonly issuer: string;
  readonly issuerName: string;
}

/** The address in the reference data that an office above signed; null while there is none, and at the issuer itself. */
export function uploadAddress(office: Reader): Address | null {
  const held = heldReference(office);
  if (!held?.content.upload || held.receivedAt === null || !isInside(office.identity.code, held.issuer)) return null;
  const url = new URL(held.content.upload.url);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.protocol === 'https:' ? { url, certificate: held.content.upload.certificate, issuer: held.issuer, issuerName: held.issuerName } : null;
}

/** Whether a URL lies at the address: no request goes anywhere else, whatever a server answers. */
export function isAtAddress(address: Address, url: string): boolean {
  try {
    const asked = new URL(url, address.url);
    return asked.origin === address.url.origin && asked.pathname.startsWith(address.url.pathname) && asked.username === '' && asked.password === '';
  } catch {
    return false;
  }
}
