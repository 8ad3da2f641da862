import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { callApi } from '../../bridge.ts';
import { useLanguage } from '../../text/text.ts';
import type { Preview } from './recognised-step.tsx';
import { importJob } from './running.ts';
import { previewKey } from './use-preview.ts';

type ChangeName = 'import.setOptions' | 'import.setMapping' | 'import.useMapping' | 'import.saveMapping' | 'import.fixCell' | 'import.answer' | 'import.letThrough';

interface Change<N extends ChangeName> {
  readonly run: (input: CallInput<N>, then?: (preview: Preview) => void, refused?: (error: unknown) => void) => void;
  readonly busy: boolean;
  readonly error: unknown;
}

/** Changes something of a staged file, one change after the other: the answer is the fresh preview, and the rows are asked again. */
export function useChange<N extends ChangeName>(name: N, preview: Pick<Preview, 'staging'>): Change<N> {
  const client = useQueryClient();
  const lang = useLanguage();
  const [waiting, setWaiting] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const change = async (input: CallInput<N>): Promise<Preview> => {
    const fresh = (await callApi(name, { job: importJob, lang, ...input })) as Preview;
    // An answer still on its way may be from before this change, and would take its place.
    await client.cancelQueries({ queryKey: previewKey(preview.staging, lang) });
    client.setQueryData(previewKey(preview.staging, lang), fresh);
    await client.invalidateQueries({ queryKey: ['pages', 'import.rows'] });
    return fresh;
  };
  // Who changes something while the rows are still looked at again does not lose it, and does not lose the keyboard.
  const last = useRef(Promise.resolve());
  return {
    busy: waiting > 0, error,
    run: (input, then, refused) => {
      setWaiting((n) => n + 1);
      setError(null);
      last.current = last.current.then(() => change(input)).then((fresh) => then?.(fresh), refused ?? setError).finally(() => setWaiting((n) => n - 1));
    },
  };
}
