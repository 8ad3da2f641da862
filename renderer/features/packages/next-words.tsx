import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../text/text.ts';
import { nextStep } from './next-step.ts';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';

interface NextWordsProps {
  readonly neighbour: Neighbour;
  readonly receiving: boolean;
  /** Whether by the schedule it should have sent. */
  readonly late: boolean;
}

/** What is best done next with a neighbour, in words, wherever it stands in a table. */
export function NextWords({ neighbour, receiving, late }: NextWordsProps): ReactNode {
  const t = useText();
  const step = nextStep(neighbour, receiving, late);
  if (step === null) return <span className={css.quiet}>{t('packages.nothingToDo')}</span>;
  if (step === 'packages.next_uploadFailed') return <Link href="/paket/unggah">{t(step)}</Link>;
  return t(step, { n: step === 'packages.next_tell' ? neighbour.words : neighbour.relays });
}
