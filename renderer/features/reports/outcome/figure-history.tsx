import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { useCall } from '../../../app/calls.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatMoment, formatNumber } from '../../../ui/format.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import type { Figure } from './indicators-screen.tsx';
import css from './outcome.module.css';

/** Every change of a figure, the latest first: who, when, from what to what, why. */
export function FigureHistory({ figure, onClose }: { figure: Figure; onClose: () => void }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const history = useCall('record.history', { id: figure.id, lang: language });
  const said = (value: unknown): string => (typeof value === 'number' ? formatNumber(value) : value === null || value === undefined ? '–' : String(value));
  return (
    <Dialog title={t('outcomes.historyOf', { year: String(figure.year), area: figure.areaName })} size="lg" onClose={onClose} actions={<Button data-autofocus variant="default" onClick={onClose}>{t('kit.close')}</Button>}>
      {history.error && <ErrorNotice error={history.error} />}
      <table className={css.numbers}>
        <tbody>
          {(history.data ?? []).map((entry) => (
            <tr key={entry.changeId}>
              <td>{formatMoment(entry.at)}<span className={css.second}>{entry.by}</span></td>
              <td>{entry.op === 'create' ? t('outcomes.historyMade') : t('outcomes.historyChanged', { field: fieldLabel(language, 'indicatorValue', entry.field ?? ''), old: said(entry.old), new: said(entry.new) })}<span className={css.second}>{entry.reason ?? ''}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
