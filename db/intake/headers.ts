/** A header as it is compared: letters and digits only, upper case. */
export function headerKey(text: string): string {
  return text.toUpperCase().normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** What identifies a file's layout again: its headers in order, as they are compared. */
export function headerFingerprint(headers: readonly (string | null)[]): string {
  return headers.map((header) => headerKey(header ?? '')).join('|').replace(/\|+$/, '');
}
