import type { UseQueryResult } from '@tanstack/react-query';
import type { CallName } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import type { Language } from '../../text/fill.ts';
import { useLanguage } from '../../text/text.ts';
import type { Preview } from './recognised-step.tsx';

/** Where the answer of {@link usePreview} is kept, so that a change can put a fresh one there. */
export function previewKey(staging: string, lang: Language): readonly [CallName, object] {
  return ['import.preview', { staging, lang }];
}

/** The preview of a staged file, in the language of the window. */
export function usePreview(staging: string, enabled = true): UseQueryResult<Preview, Error> {
  const lang = useLanguage();
  return useCall('import.preview', { staging, lang }, { enabled });
}
