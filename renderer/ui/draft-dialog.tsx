import { use } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { HoldingContext } from '../app/use-kept.ts';
import type { Holding } from '../app/use-kept.ts';
import { useLeaving } from '../app/use-leaving.tsx';
import { useText } from '../text/text.ts';
import { Dialog } from './dialog.tsx';
import { formatMoment, formatTime } from './format.ts';
import css from './kit.module.css';

type DraftDialogProps = Omit<ComponentProps<typeof Dialog>, 'actions'> & {
  /** The buttons; `close` is what leaves it undone. */
  readonly actions: (close: () => void) => ReactNode;
};

/** A dialog whose text is kept where a `DialogDraft` lies around it: to close it asks whether the draft stays. Elsewhere a dialog like any other. */
export function DraftDialog({ actions, ...props }: DraftDialogProps): ReactNode {
  const holding = use(HoldingContext);
  if (!holding) return <Dialog {...props} actions={actions(props.onClose)} />;
  return <Kept {...props} holding={holding} actions={actions} />;
}

function Kept({ holding, actions, onClose, children, dirty: _dirty, ...props }: DraftDialogProps & { holding: Holding }): ReactNode {
  const { close, question } = useLeaving(onClose);
  return (
    <>
      <Dialog {...props} onClose={close} actions={actions(close)}>
        {children}
        <DraftWords holding={holding} />
      </Dialog>
      {question}
    </>
  );
}

function DraftWords({ holding: { keeper: { state }, savedAt } }: { holding: Holding }): ReactNode {
  const t = useText();
  const words = state.kind === 'failed' ? t('kit.draftFailed') : state.kind === 'saved' ? t('kit.draftSaved', { at: formatTime(state.at) }) : savedAt === null ? '' : t('form.draftResumed', { at: formatMoment(savedAt) });
  return <p role="status" className={state.kind === 'failed' ? css.draftFailed : css.draftWords} data-draft={state.kind}>{words}</p>;
}
