import type { ReactNode } from 'react';
import css from './kit.module.css';

interface PageProps {
  readonly title: string;
  /** One quiet line under the title. */
  readonly hint?: ReactNode;
  /** Buttons, right of the title. */
  readonly actions?: ReactNode;
  /** The content takes the rest of the height and scrolls inside (tables). */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** A screen's content: its title, its actions, and what is below. Every area's screen starts with one. */
export function Page({ title, hint, actions, fill = false, children }: PageProps): ReactNode {
  return (
    <div className={css.page} data-fill={fill}>
      <div className={css.pageHead}>
        <div>
          <h1>{title}</h1>
          {hint !== undefined && <p>{hint}</p>}
        </div>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A bordered part of a screen. */
export function Panel({ children }: { children: ReactNode }): ReactNode {
  return <section className={css.panel}>{children}</section>;
}
