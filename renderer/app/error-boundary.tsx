import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { language, textIn } from '../text/text.ts';
import { Notice } from '../ui/notice.tsx';
import css from './frame.module.css';

interface State {
  readonly error: Error | null;
}

/** Catches a fault of a screen: says what is safe, and draws the screen again. React knows no function for this. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const of = language();
    return (
      <div className={css.alone}>
        <Notice severity="block" title={textIn(of, 'frame.crashTitle')} actions={<Button onClick={() => this.setState({ error: null })}>{textIn(of, 'frame.crashReload')}</Button>}>
          <p>{textIn(of, 'frame.crashSafe')} {textIn(of, 'frame.crashDo')}</p>
          <p><code>{error.message}</code></p>
        </Notice>
      </div>
    );
  }
}
