import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { formatDate, formatMoment } from '../../ui/format.ts';
import { label } from './petition-words.tsx';
import css from './petitions.module.css';

type Whole = CallOutput<'petition.get'>;

/** The way of a petition, step by step: of this office and of those above. */
export function PetitionSteps({ petition: { steps, way, round, toldOn, values, wait, own } }: { petition: Whole }): ReactNode {
  const t = useText();
  if (steps.length === 0) return <p className={css.quiet}>{t('petitions.wayNone')}</p>;
  const offices = (way?.acknowledged ?? []).join(', ');
  return (
    <ol className={css.steps}>
      {steps.map((step) => (
        <li key={step.id}>
          <strong>{[label('TEPAT.statusUsulan', step.state), label('TEPAT.hasilUsulan', step.result)].filter(Boolean).join(': ')}</strong>
          <span>{[formatDate(step.date), label('TEPAT.caraVerval', step.method), letterWords(step, t), round > 1 ? t('petitions.round', { n: step.round }) : ''].filter(Boolean).join(' · ')}</span>
          {step.reason !== null && <span>{step.reason}</span>}
          {step.meeting !== null && <span><Link href={`/usulan/musyawarah/${step.meeting.id}`}>{step.meeting.title}</Link></span>}
          <small>{t('petitions.byOffice', { by: step.by, office: step.officeName })}</small>
        </li>
      ))}
      {own && way !== null && (wait === 'answer' || way.sentAt !== null) && (
        <li>
          <strong>{way.sentAt === null ? t('petitions.notSent') : t('petitions.sentOn', { at: formatMoment(way.sentAt) })}</strong>
          {offices !== '' && <span>{t('petitions.acknowledged', { offices })}</span>}
        </li>
      )}
      {toldOn !== null && <li><strong>{t('petitions.toldFacts', { date: formatDate(toldOn), how: String(values['toldHow'] ?? ''), by: String(values['toldBy'] ?? '') })}</strong></li>}
    </ol>
  );
}

function letterWords({ letterNo, letterDate }: Whole['steps'][number], t: Translate): string {
  if (letterNo === null) return '';
  return letterDate === null ? t('petitions.letterNoDate', { no: letterNo }) : t('petitions.letter', { no: letterNo, date: formatDate(letterDate) });
}
