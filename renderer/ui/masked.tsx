import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../app/calls.ts';
import { useMay } from '../app/session.tsx';
import { errorText } from '../text/error-text.ts';
import { useLanguage, useText } from '../text/text.ts';
import { groupIdentifier } from './format.ts';
import css from './kit.module.css';

interface MaskedProps {
  /** The masked value as the api gave it; null when there is none. */
  readonly value: string | null;
  readonly entity: 'family' | 'person';
  readonly id: string;
  readonly field: 'nik' | 'noKk';
  /** False where the record may not be revealed. */
  readonly canReveal?: boolean;
}

/** A NIK or No KK, masked, with a button that shows it for this record; the api logs who looked. */
export function Masked({ value, entity, id, field, canReveal = true }: MaskedProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const may = useMay('identity.reveal');
  const reveal = useAction('record.reveal');
  const [full, setFull] = useState<{ id: string; value: string | null } | null>(null);
  if (value === null || value === '') return <span className={css.muted}>{t('kit.empty')}</span>;
  const what = field === 'nik' ? 'NIK' : 'No KK';
  const shown = full !== null && full.id === id;
  const toggle = (): void => {
    if (shown) setFull(null);
    else reveal.mutate({ entity, id, field }, { onSuccess: (answer) => setFull({ id, value: answer.value }) });
  };
  return (
    <span className={css.masked}>
      <span>{groupIdentifier(shown ? (full.value ?? value) : value)}</span>
      {may && canReveal && (
        <button type="button" className={css.maskedButton} onClick={toggle} aria-label={shown ? t('kit.hide', { what }) : t('kit.reveal', { what })} title={shown ? t('kit.hide', { what }) : t('kit.reveal', { what })}>
          {shown ? <IconEyeOff size={15} aria-hidden /> : <IconEye size={15} aria-hidden />}
        </button>
      )}
      <span className="visually-hidden" role="status">{shown ? t('kit.revealed', { what }) : ''}</span>
      {reveal.error && <span role="alert">{errorText(language, reveal.error)}</span>}
    </span>
  );
}
