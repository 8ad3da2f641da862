import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { labelOf } from '../../../db/rules/lists.ts';
import type { Standing } from '../../../db/rules/petitions/states.ts';
import type { Translate } from '../../text/text.ts';
import { Mark } from '../../ui/marks.tsx';
import type { Severity } from '../../ui/marks.tsx';

export type Petition = CallOutput<'petition.list'>[number];

const severities: Partial<Record<Standing, Severity>> = { mend: 'warn', returned: 'warn', unworthy: 'warn', postponed: 'warn', granted: 'done', done: 'done', denied: 'block', refused: 'block' };

/** Where a petition stands, as icon and words. */
export function StandingMark({ standing, t }: { standing: Standing; t: Translate }): ReactNode {
  return <Mark severity={severities[standing] ?? 'info'}>{t(`petitions.standing_${standing}`)}</Mark>;
}

/** A code's label in a list, or nothing. */
export function label(list: string, code: unknown): string {
  return typeof code === 'number' ? (labelOf(list, code) ?? '') : '';
}

/** "Usul menerima program · PKH". */
export function subjectWords({ subject, programme }: Pick<Petition, 'subject' | 'programme'>): string {
  return [label('TEPAT.pokokUsulan', subject), programme?.name].filter(Boolean).join(' · ');
}

/** "Jl. Kenanga 12, RT 004/RW 002". */
export function placeWords({ address, rt, rw }: { readonly address: string | null; readonly rt: string | null; readonly rw: string | null }): string {
  return [address, `RT ${rt ?? '–'}/RW ${rw ?? '–'}`].filter(Boolean).join(', ');
}

/** "004/002": RT and RW as a column of a list says them. */
export function rtWords({ rt, rw }: { readonly rt: string | null; readonly rw: string | null }): string {
  return rt === null && rw === null ? '–' : `${rt ?? '–'}/${rw ?? '–'}`;
}

/** Where lists of a kind live. */
export function listPath(kind: number): string {
  return kind === 2 ? '/usulan/sanggah' : '/usulan';
}
