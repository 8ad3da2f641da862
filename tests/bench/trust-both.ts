import { join } from 'node:path';
import { writeCard } from '../../db/handoff/card.ts';
import type { Session } from '../../db/handoff/session.ts';
import { trustCard } from '../../db/handoff/trust.ts';

/** Lets two offices trust each other by voice, their cards in a folder. */
export async function trustBoth(one: Session, other: Session, folder: string): Promise<void> {
  for (const [from, to] of [[one, other], [other, one]] as const) {
    const { file, fingerprint } = await writeCard(from, join(folder, `card-${from.office.identity.code}.tepatcard`));
    trustCard(to, { path: file, fingerprint });
  }
}
