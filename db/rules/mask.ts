const dot = '•';

/** A NIK or No KK with its middle hidden: `6171••••••••0003`. Anything that does not have 16 digits is hidden whole. */
export function mask(identifier: string): string {
  if (!/^\d{16}$/.test(identifier)) return dot.repeat(identifier.length);
  return identifier.slice(0, 4) + dot.repeat(8) + identifier.slice(12);
}
