import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { say } from '../../ui/said.tsx';

/** Takes back what was just done to many at once, and says how many that were. */
export function useUndoBulk(): (batch: string) => void {
  const t = useText();
  const undo = useAction('enrolment.bulkUndo');
  return (batch) => undo.mutate({ batch, reason: t('kit.undo') }, { onSuccess: ({ undone, kept }) => say({ text: t('enrolment.bulkUndone', { n: undone, kept: kept.length }) }) });
}
