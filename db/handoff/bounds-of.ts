import type { Reader } from '../store/office.ts';
import type { Bounds } from './guard.ts';
import type { TrustedCard } from './trust.ts';

/** Who a trusted sender is to this office, and where it may write. */
export function boundsOf(office: Reader, sender: Pick<TrustedCard, 'card' | 'area'>): Bounds {
  const { identity } = office;
  return { area: sender.area, ownCode: identity.code, sender: sender.card.code, sibling: sender.card.officeId === identity.officeId };
}
