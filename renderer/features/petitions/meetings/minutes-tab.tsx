import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { annexParts } from '../../../../db/rules/petitions/minutes.ts';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { FieldRow, Fields } from '../../../ui/fields.tsx';
import { formatDate, formatNumber } from '../../../ui/format.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/page.tsx';
import css from '../petitions.module.css';
import type { Meeting } from './meeting-screen.tsx';

/** What the minutes say in numbers, what is missing, and their versions. */
export function MinutesTab({ meeting }: { meeting: Meeting }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const { attendance, missing, parts, values, versions } = meeting;
  const shown = annexParts.filter((part) => parts[part] > 0);
  return (
    <div className={css.two}>
      <div className={css.fields}>
        {missing.length > 0 && (
          <Notice severity="warn" title={t('meetings.missing')}>
            {missing.map((one) => <div key={one}>{t(`meetings.missing_${one}`)}</div>)}
            {typeof values['finalReason'] === 'string' && <div>{fieldLabel(language, 'meeting', 'finalReason')}: {values['finalReason']}</div>}
          </Notice>
        )}
        <Panel>
          <h2>{t('meetings.results')}</h2>
          <Fields>
            {shown.map((part) => <FieldRow key={part} label={t(`meetings.part_${part}`)}>{formatNumber(parts[part])}</FieldRow>)}
          </Fields>
          <p className={css.after}>{t('meetings.attendance', { ...attendance })}</p>
        </Panel>
        <Panel>
          <Fields>
            {(['number', 'leader', 'secretary', 'startTime', 'endTime', 'legalBasis', 'notes'] as const).map((field) => <FieldRow key={field} label={fieldLabel(language, 'meeting', field)}>{typeof values[field] === 'string' ? values[field] : null}</FieldRow>)}
          </Fields>
        </Panel>
      </div>
      <Panel>
        <h2>{t('meetings.versions')}</h2>
        <ol className={css.steps}>
          {versions.map((one) => (
            <li key={one.id}>
              <strong>{one.id === meeting.id ? t('meetings.version', { n: one.version }) : <Link href={`/usulan/musyawarah/${one.id}`}>{t('meetings.version', { n: one.version })}</Link>}</strong>
              <span>{one.finalOn === null ? t('meetings.draft') : t('meetings.finalBy', { date: formatDate(one.finalOn), by: one.finalBy ?? '' })}</span>
              {one.revisedFor !== null && <span>{one.revisedFor}</span>}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}
