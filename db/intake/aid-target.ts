/** The programme (its code, or its id where it has none) that a target says is received; null for any other target, also for the name that each row gives. */
export function aidOf(target: string | null): string | null {
  const programme = target?.startsWith('@programme.') ? target.slice('@programme.'.length) : null;
  return programme === null || programme === '' || programme === 'name' ? null : programme;
}

/** The programme whose period a target holds. */
export function periodOf(target: string | null): string | null {
  return target?.startsWith('@period.') ? target.slice('@period.'.length) : null;
}
