import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useCall } from '../app/calls.ts';
import { useSession } from '../app/session.tsx';
import { callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { formatMoment } from './format.ts';
import { officeTitle } from './office-title.ts';
import css from './print.module.css';

interface PrintPageProps {
  readonly title: string;
  /** One line under the title: period, area, filter. */
  readonly hint?: ReactNode;
  /** False where it tells of nobody. */
  readonly personal?: boolean;
  readonly children: ReactNode;
}

/**
 * What Ctrl+P puts on paper instead of the screen: a head with the office, the practice mark, the content, and who
 * printed it when. Mount it beside the screen's content; only paper shows it. Print with {@link printNow}.
 */
export function PrintPage({ title, hint, personal = true, children }: PrintPageProps): ReactNode {
  const t = useText();
  const { office, user } = useSession();
  const info = useCall('office.info', {});
  useEffect(() => {
    document.documentElement.dataset['printPage'] = 'true';
    return () => void delete document.documentElement.dataset['printPage'];
  }, []);
  return createPortal(
    <div className={css.sheet} data-print-sheet>
      <header className={css.head}>
        <div>
          <strong>{officeTitle(office.level, office.name, t)}</strong>
          {info.data && <span> · {info.data.office.parentName}</span>}
        </div>
        {office.practice && <div className={css.practice}>{t('frame.practiceBand')}</div>}
        <h1>{title}</h1>
        {hint !== undefined && <p>{hint}</p>}
      </header>
      {children}
      <footer className={css.foot}>
        {t('kit.printBy', { at: formatMoment(new Date().toISOString()), name: user.displayName })}{personal && ` · ${t('kit.printConfidential')}`}
      </footer>
    </div>,
    document.body,
  );
}

/** Opens the system's print dialogue for the mounted {@link PrintPage}. */
export async function printNow(options: { paper?: 'A4' | 'F4'; landscape?: boolean } = {}): Promise<boolean> {
  return (await callShell('shell.print', options)).printed;
}
