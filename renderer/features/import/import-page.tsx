import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Steps } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';

interface ImportPageProps {
  /** 0 berkas, 1 dikenali sebagai, 2 periksa, 3 hasil. */
  readonly step: 0 | 1 | 2 | 3;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The one window of an import: where one stands among its four steps, and the step itself. */
export function ImportPage({ step, hint, actions, fill = false, children }: ImportPageProps): ReactNode {
  const t = useText();
  return (
    <Page title={t('imports.title')} hint={hint} actions={actions} fill={fill}>
      <Steps names={[t('imports.stepFile'), t('imports.stepRecognised'), t('imports.stepCheck'), t('imports.stepResult')]} current={step} />
      {children}
    </Page>
  );
}
