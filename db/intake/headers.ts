/** A header as it is compared: letters and digits only, upper case. */
export function headerKey(text: string): string {
  return text.toUpperCase().normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
