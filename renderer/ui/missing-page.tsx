import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useKeys } from '../app/keys.ts';
import { useText } from '../text/text.ts';
import { ErrorNotice } from './notice.tsx';
import { Page } from './page.tsx';

interface MissingPageProps {
  readonly title: string;
  /** What was asked for, as the address says it. */
  readonly id: string;
  /** The question it was looked for in. */
  readonly asked: { readonly error: unknown; readonly refetch: () => unknown };
  /** The answer is there, and it is not in it. */
  readonly missing?: boolean;
  /** Where Esc and the button lead. */
  readonly back: string;
}

/** A screen whose record is not there yet, or not at all: nothing while it is asked for, then the refusal, or that it is not found, and the way back. */
export function MissingPage({ title, id, asked, missing = false, back }: MissingPageProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const leave = (): void => go(back);
  useKeys([{ key: 'Escape', label: t('kit.back'), run: leave }]);
  return (
    <Page title={title} actions={<Button variant="default" onClick={leave}>{t('kit.back')}</Button>}>
      {asked.error ? <ErrorNotice error={asked.error} retry={() => void asked.refetch()} /> : missing && <ErrorNotice error={Object.assign(new Error('NOT_FOUND'), { code: 'NOT_FOUND', params: { id } })} />}
    </Page>
  );
}
