import { objectionGone, objectionUnworthy } from './states.ts';

/** TEPAT.statusMusyawarah. */
export const meetingState = { planned: 1, underway: 2, drafted: 3, final: 4 } as const;
/** TEPAT.putusanMusyawarah. */
export const decision = { accepted: 1, refused: 2, postponed: 3 } as const;

/** The parts of the annex by name (lampiran berita acara), in their order. */
export const annexParts = ['added', 'unworthy', 'gone', 'kept', 'mended', 'refused', 'postponed', 'undecided', 'other'] as const;
export type AnnexPart = (typeof annexParts)[number];

/** Under which part of the annex an item stands: who comes in, who goes out and why, who stays, and on whom nobody decided yet. */
export function annexPartOf(subject: number | null, decided: number | null): AnnexPart {
  if (subject === null) return 'other';
  if (decided === null) return 'undecided';
  if (decided === decision.postponed) return 'postponed';
  const takesOut = subject === objectionUnworthy || subject === objectionGone;
  // An objection that was not followed leaves somebody where they were.
  if (decided === decision.refused) return takesOut ? 'kept' : 'refused';
  if (subject === objectionUnworthy) return 'unworthy';
  if (subject === objectionGone) return 'gone';
  return subject === correction ? 'mended' : 'added';
}

const correction = 3;
