import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeIn, labelOf } from '../../../db/rules/lists.ts';
import { tagLabel } from '../../../db/rules/tags/tags.ts';
import { useNeedLabel } from '../../app/need-label.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDate } from '../../ui/format.ts';
import { Chip, Mark } from '../../ui/marks.tsx';
import { Masked } from '../../ui/masked.tsx';
import css from './families.module.css';
import type { Family } from './family-types.ts';

interface FamilyFactsProps {
  readonly family: Family;
  readonly today: string;
  readonly onField: ((field: string) => void) | null;
  readonly onRanking: (() => void) | null;
}

/** The facts above the tabs: desil by source, needs, last visit, No KK, state. */
export function FamilyFacts({ family, today, onField, onRanking }: FamilyFactsProps): ReactNode {
  const t = useText();
  const status = codeIn('TEPAT.statusKeluarga', family.values['status']) ?? 1;
  const statusDate = family.values['statusDate'];
  const days = family.surveyDate === null ? null : Math.round((Date.parse(today) - Date.parse(family.surveyDate)) / 86_400_000);
  const noKk = family.values['noKk'];
  const active = family.people.filter((person) => person.active).length;
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('families.colDesil')}</dt>
        <dd><Desil family={family} onRanking={onRanking} /></dd>
      </div>
      <div>
        <dt>{t('families.colNeeds')}</dt>
        <dd><Needs family={family} /></dd>
      </div>
      <div>
        <dt>{t('families.lastVisit')}</dt>
        <dd>
          {family.surveyDate === null ? <Mark severity="warn">{t('families.neverSurveyed')}</Mark> : <>{formatDate(family.surveyDate)} <span className={css.quiet}>{days !== null && t('families.daysAgo', { n: days })}</span></>}
          {onField && <button type="button" className={css.link} onClick={() => onField('surveyDate')}>{t('families.editShort')}</button>}
        </dd>
      </div>
      <div>
        <dt>{t('families.colNoKk')}</dt>
        <dd>{typeof noKk === 'string' && noKk !== '' ? <Masked value={noKk} entity="family" id={family.id} field="noKk" /> : <span className={css.quiet}>{t('families.noNoKk')}</span>}</dd>
      </div>
      <div>
        <dt>{t('families.colStatus')}</dt>
        <dd>
          {status === 1 ? t('families.activeWith', { n: active }) : <Mark severity="warn">{labelOf('TEPAT.statusKeluarga', status) ?? ''}</Mark>}
          {status !== 1 && typeof statusDate === 'string' && <span className={css.quiet}> {formatDate(statusDate)}</span>}
        </dd>
      </div>
    </dl>
  );
}

function Desil({ family, onRanking }: { family: Family; onRanking: (() => void) | null }): ReactNode {
  const t = useText();
  const newest = new Map<string, Family['rankings'][number]>();
  for (const ranking of family.rankings) if (!newest.has(ranking.source)) newest.set(ranking.source, ranking);
  return (
    <>
      {newest.size === 0 && <span className={css.quiet}>{t('families.unranked')}</span>}
      {[...newest.values()].slice(0, 3).map((ranking) => (
        <Chip key={ranking.id} tone="accent" title={[ranking.scope, ranking.document].filter(Boolean).join(' · ')}>
          <strong>{ranking.value === null ? t('families.unrankedShort') : ranking.measure === 'desil' ? ranking.value : t('families.percentile', { n: ranking.value })}</strong> {ranking.source}{ranking.date !== null && ` · ${formatDate(ranking.date)}`}
        </Chip>
      ))}
      {onRanking && <button type="button" className={css.link} onClick={onRanking}>{t('families.add')}</button>}
    </>
  );
}

/** Needs as chips; a chip opens which answers show it. */
function Needs({ family }: { family: Family }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const named = useNeedLabel();
  const [open, setOpen] = useState(false);
  const lacking = family.needs.filter((need) => need.met === false);
  return (
    <>
      <button type="button" className={css.needs} onClick={() => setOpen(true)} title={t('families.needsWhy')}>
        {lacking.length === 0 ? <span className={css.quiet}>{t('families.needsNone')}</span> : lacking.map((need) => <Chip key={need.need}>{named(need.need)}</Chip>)}
        <span className={css.linkWords}>{t('families.why')}</span>
      </button>
      {family.tags.length > 0 && <span className={css.tags} aria-label={t('families.tags')}>{family.tags.map((tag) => <Chip key={tag} tone="accent">{tagLabel(language, tag)}</Chip>)}</span>}
      {open && (
        <Dialog title={t('families.needsTitle')} size="lg" onClose={() => setOpen(false)} actions={<Button data-autofocus variant="default" onClick={() => setOpen(false)}>{t('kit.close')}</Button>}>
          <p>{t('families.needsHint')}</p>
          <dl className={css.needList}>
            {family.needs.map((need) => (
              <div key={need.need}>
                <dt>{named(need.need)}</dt>
                <dd>
                  {need.met === false ? <Mark severity="warn">{t('families.needUnmet')}</Mark> : need.met === true ? <Mark severity="done">{t('families.needMet')}</Mark> : <span className={css.quiet}>{t('families.needUnknown')}</span>}
                  {need.because.map((reason) => <p key={`${reason.field}${reason.text}`}>{reason.text}</p>)}
                </dd>
              </div>
            ))}
          </dl>
        </Dialog>
      )}
    </>
  );
}
