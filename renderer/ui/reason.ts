/** Why something changed, as a person wrote it. The log also holds names of calls where nobody gave a reason: not shown. */
export function reasonText(reason: string | null): string {
  return reason === null || /^[a-z]+(?:\.[a-zA-Z]+)+$/.test(reason) ? '' : reason;
}
