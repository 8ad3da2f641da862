import type { Translate } from '../text/text.ts';

const whys = ['import', 'receive', 'migration', 'daily', 'update', 'destroy'] as const;

/** Why a snapshot was taken, in words; a reason this version does not know is shown as it is. */
export function snapshotWhy(why: string, t: Translate): string {
  const known = whys.find((each) => each === why);
  return known === undefined ? why : t(`settings.why_${known}`);
}
