import type { ReactNode } from 'react';
import css from './fingerprint-words.module.css';

/** A fingerprint as numbered words, to be read aloud. Takes the words joined by hyphens. */
export function FingerprintWords({ fingerprint }: { fingerprint: string }): ReactNode {
  return <ol className={css.words}>{fingerprint.split('-').map((word, index) => <li key={index}>{word}</li>)}</ol>;
}
