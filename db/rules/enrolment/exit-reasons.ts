/** Codes of TEPAT.alasanKeluar that the register itself uses. */
export const exitReason = { dead: 1, moved: 2, able: 3, withdrew: 4, double: 5, ineligible: 6, noComponent: 7 } as const;

/** Whether somebody left because they no longer need it: found able, or gave it up themselves (graduasi mandiri, KPS-4). */
export function isGraduation(reason: number | null): boolean {
  return reason === exitReason.able || reason === exitReason.withdrew;
}
