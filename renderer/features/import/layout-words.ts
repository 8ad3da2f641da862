import type { Translate } from '../../text/text.ts';
import type { Preview } from './recognised-step.tsx';

/** The layouts a clerk can say a sheet is; each has its name in the texts. A saved mapping is chosen by its own name. */
export const layoutKeys = ['dtsen', 'template', 'siak', 'bip-2016', 'bip-ektp', 'bip-2012', 'bip-lutim', 'bdt-2015', 'p3ke', 'siks-ng', 'kpm', 'regsosek', 'opensid-penduduk', 'opensid-bantuan', 'opensid-rtm', 'list'] as const;

/** What a file was recognised as, in the words of the window; a saved mapping has its own name. */
export function layoutWords({ profile, profileName }: Pick<Preview, 'profile' | 'profileName'>, t: Translate): string {
  const key = layoutKeys.find((one) => one === profile);
  return key === undefined ? (profileName ?? '') : t(`imports.layout_${key}`);
}
