import { usePages } from '../../app/calls.ts';
import type { Pages } from '../../app/calls.ts';
import { callApi } from '../../bridge.ts';
import { useLanguage } from '../../text/text.ts';
import type { Preview } from './recognised-step.tsx';
import type { RowFilter } from './row-filter.ts';
import type { ImportRow } from './states.ts';

/** The rows of a staged or stored file that a filter shows, page by page. */
export function useRows(preview: Pick<Preview, 'staging' | 'sha256'>, filter: RowFilter): Pages<ImportRow> {
  const lang = useLanguage();
  return usePages<ImportRow, number>(
    ['import.rows', preview.staging, preview.sha256, filter, lang],
    (after) => callApi('import.rows', { staging: preview.staging, sheet: filter.sheet, entity: filter.entity, ...(filter.state ? { state: filter.state } : {}), ...(filter.code ? { code: filter.code } : {}), after: after ?? 0, lang }),
  );
}
