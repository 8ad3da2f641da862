import type { ReactNode } from 'react';
import type { FieldValues } from '../../../db/rules/field.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import { fieldLabel, questionLabel } from '../../../db/rules/text.ts';
import { useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { AnswerValue } from './answer-value.tsx';
import css from './families.module.css';
import type { Family, RecordEntity } from './family-types.ts';
import { answeredProgrammes, assetSections, dwellingSections, personSections } from './ledger-sections.ts';
import { nameOf } from './members-tab.tsx';

const familyFields = ['status', 'statusDate', ...[...dwellingSections, ...assetSections, ...answeredProgrammes].flatMap((section) => section.fields)];
const personFields = ['status', 'statusDate', ...new Set(personSections.flatMap((section) => section.fields))];

/** The family and its people as this office knew them at the end of a day; what is different now stands beside it. */
export function AsOfView({ family, date, today }: { family: Family; date: string; today: string }): ReactNode {
  const t = useText();
  if (date > today) return <Notice severity="warn" title={t('families.asOfFuture')} />;
  return (
    <div className={css.stack}>
      <Notice severity="info" title={t('families.asOfTitle', { date: formatDate(date) })}>{t('families.asOfHint')}</Notice>
      <AsOfRecord title={t('families.asOfFamily')} entity="family" id={family.id} now={family.values} fields={familyFields} date={date} />
      {family.people.map((person) => <AsOfRecord key={person.id} title={nameOf(person, t)} entity="person" id={person.id} now={person.values} fields={personFields} date={date} />)}
    </div>
  );
}

interface AsOfRecordProps {
  readonly title: string;
  readonly entity: RecordEntity;
  readonly id: string;
  readonly now: FieldValues;
  readonly fields: readonly string[];
  readonly date: string;
}

function AsOfRecord({ title, entity, id, now, fields, date }: AsOfRecordProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const record = useCall('record.asOf', { id, date });
  if (record.error) return <ErrorNotice error={record.error} retry={() => void record.refetch()} />;
  if (!record.data) return <p role="status">{t('kit.loading')}</p>;
  const then = record.data.values;
  if (then === null) return <section className={css.part}><header><h2>{title}</h2></header><p className={css.quiet}>{t('families.asOfUnknown')}</p></section>;
  const shown = fields.filter((field) => isAnswered(then[field]) || isAnswered(now[field]));
  const differs = (field: string): boolean => JSON.stringify(then[field] ?? null) !== JSON.stringify(now[field] ?? null);
  const changed = shown.filter(differs);
  return (
    <section className={css.part}>
      <header><h2>{title}</h2><span className={css.quiet}>{changed.length === 0 ? t('families.asOfSame') : t('families.asOfChanged', { n: changed.length })}</span></header>
      <dl className={css.asOf}>
        {shown.map((field) => (
          <div key={field} data-changed={differs(field)}>
            <dt title={fieldLabel(language, entity, field)}>{questionLabel(language, entity, field)}</dt>
            <dd>
              <AnswerValue entity={entity} field={field} value={then[field]} />
              {differs(field) && <span className={css.nowValue}>{t('families.nowIs')} <AnswerValue entity={entity} field={field} value={now[field]} /></span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
