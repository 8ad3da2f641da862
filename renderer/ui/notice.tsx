import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { errorText } from '../text/error-text.ts';
import { useLanguage, useText } from '../text/text.ts';
import css from './kit.module.css';
import { SeverityIcon } from './marks.tsx';
import type { Severity } from './marks.tsx';

interface NoticeProps {
  readonly severity: Severity;
  /** What happened. */
  readonly title: ReactNode;
  /** What is safe and what to do. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A message that stays: what happened, what is safe, what to do. */
export function Notice({ severity, title, children, actions }: NoticeProps): ReactNode {
  return (
    <div className={css.notice} data-severity={severity} role={severity === 'block' ? 'alert' : 'status'}>
      <SeverityIcon severity={severity} size={18} />
      <div className={css.noticeTitle}>{title}</div>
      {children !== undefined && <div>{children}</div>}
      {actions !== undefined && <div className={css.noticeActions}>{actions}</div>}
    </div>
  );
}

/** A refusal in words, with a way to try again. The first sentence is what happened; the rest is safe and do. */
export function ErrorNotice({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const t = useText();
  const [happened, rest] = firstSentence(errorText(useLanguage(), error));
  return (
    <Notice severity="block" title={happened} actions={retry && <Button variant="default" onClick={retry}>{t('kit.retry')}</Button>}>
      {rest === '' ? undefined : rest}
    </Notice>
  );
}

function firstSentence(text: string): [string, string] {
  const end = /[.!?] (?=[A-Z])/.exec(text);
  return end ? [text.slice(0, end.index + 1), text.slice(end.index + 2)] : [text, ''];
}

/** What belongs here and the one next step. */
export function EmptyState({ icon: Shape, title, children, action }: { icon?: Icon; title: string; children?: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className={css.empty}>
      {Shape && <Shape size={28} stroke={1.5} aria-hidden />}
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}
