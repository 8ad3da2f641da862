import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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

/** Changes something of a staged file: the answer is the fresh preview, and the rows are asked again. */
export function useChange<N extends ChangeName>(name: N, preview: Pick<Preview, 'staging'>): Change<N> {
  const client = useQueryClient();
  const lang = useLanguage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = async (input: CallInput<N>): Promise<Preview> => {
    const fresh = (await callApi(name, { job: importJob, lang, ...input })) as Preview;
    client.setQueryData(previewKey(preview.staging, lang), fresh);
    await client.invalidateQueries({ queryKey: ['pages', 'import.rows'] });
    return fresh;
  };
  return {
    busy, error,
    run: (input, then, refused) => {
      setBusy(true);
      setError(null);
      void change(input).then((fresh) => then?.(fresh), refused ?? setError).finally(() => setBusy(false));
    },
  };
}
