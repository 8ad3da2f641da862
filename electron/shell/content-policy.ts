import { randomBytes } from 'node:crypto';

/** Stands in the built page wherever the nonce of this load belongs. */
export const noncePlaceholder = 'TEPAT_STYLE_NONCE';

/** A fresh nonce for one load of the page. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}

/**
 * The Content-Security-Policy of every answer of `app://`. Nothing remote, no inline script, no eval. Style elements
 * need this load's nonce (Mantine writes its variables into one); a style *attribute* set by script is not governed.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
