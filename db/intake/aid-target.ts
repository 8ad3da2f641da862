/** What a list says of a programme that is no claim of receiving it: its name, its phase, and numbers. */
const aside: readonly string[] = ['name', 'phase', 'amount', 'accountNo', 'recipientNo'];

/** The programme (its code, or its id where it has none) that a target says is received; null for any other target. */
export function aidOf(target: string | null): string | null {
  const programme = target?.startsWith('@programme.') ? target.slice('@programme.'.length) : null;
  return programme === null || programme === '' || aside.includes(programme) ? null : programme;
}

/** The programme whose period a target holds. */
export function periodOf(target: string | null): string | null {
  return target?.startsWith('@period.') ? target.slice('@period.'.length) : null;
}
