import type { ReactNode } from 'react';
import css from './stage.module.css';

/** A screen without the frame: the wizard and the lock. One column, the name of the app above. */
export function Stage({ children, aside }: { children: ReactNode; aside?: ReactNode }): ReactNode {
  return (
    <main className={css.stage}>
      <div className={css.column}>
        <div className={css.brand} aria-hidden>Tepat</div>
        <div className={css.card}>{children}</div>
        {aside !== undefined && <div className={css.aside}>{aside}</div>}
      </div>
    </main>
  );
}
