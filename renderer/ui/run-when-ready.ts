import { useEffect, useRef } from 'react';

/**
 * What Ctrl+Enter does in a dialog: the act, once it may be done. Asked for while an answer is still on its way (`pending`), it is
 * remembered and done when the answer allows it; when the answer asks for something first, it is forgotten.
 */
export function useRunWhenReady({ ready, busy, pending, run }: { readonly ready: boolean; readonly busy: boolean; readonly pending: boolean; readonly run: () => void }): () => void {
  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current || pending) return;
    asked.current = false;
    if (ready && !busy) run();
  });
  return () => {
    if (ready && !busy) run();
    else asked.current = pending;
  };
}
