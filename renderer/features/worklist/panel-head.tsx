import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../text/text.ts';
import css from './worklist.module.css';

/** Whose record a question is about, with the way to it, and what the question is. */
export function PanelHead({ name, href, mark, children }: { name: string | null; href: string | null; mark: ReactNode; children?: ReactNode }): ReactNode {
  const t = useText();
  const shown = name === null || name === '' ? t('worklist.unnamed') : name;
  return (
    <div className={css.head}>
      <h2>{href === null ? shown : <Link href={href}>{shown}</Link>}</h2>
      {mark}
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
