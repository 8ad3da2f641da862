import { use, useState } from 'react';
import type { ReactNode } from 'react';
import { LeaveDialog } from './leave-dialog.tsx';
import { HoldingContext, isTyped } from './use-kept.ts';

/** How to leave what a `DialogDraft` keeps: `close` asks first whether typed text stays as a draft, in `question`. Without one it goes at once. */
export function useLeaving(go: () => void): { readonly close: () => void; readonly question: ReactNode } {
  const holding = use(HoldingContext);
  const [leaving, setLeaving] = useState(false);
  if (!holding) return { close: go, question: null };
  const { keeper } = holding;
  const discard = (): void => void keeper.discard().then(go);
  const keep = async (): Promise<void> => {
    if (await keeper.leave()) go();
    else setLeaving(false);
  };
  return {
    close: () => { if (isTyped(holding)) setLeaving(true); else discard(); },
    question: leaving && <LeaveDialog onStay={() => setLeaving(false)} onKeep={() => void keep()} onDiscard={discard} />,
  };
}
