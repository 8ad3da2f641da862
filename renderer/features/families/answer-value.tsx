import type { ReactNode } from 'react';
import type { FieldValue } from '../../../db/rules/field.ts';
import { isCodedValue } from '../../../db/rules/lists.ts';
import { useText } from '../../text/text.ts';
import { RegionName } from './region-name.tsx';
import { fieldValueText } from '../../ui/field-value.ts';
import { Chip } from '../../ui/marks.tsx';
import css from './families.module.css';
import type { RecordEntity } from './family-types.ts';

interface AnswerValueProps {
  readonly entity: RecordEntity;
  readonly field: string;
  readonly value: FieldValue | undefined;
  readonly withheld?: boolean;
}

/** An answer in words. An original label keeps its mark; what the sender kept back is said so, never shown as empty. */
export function AnswerValue({ entity, field, value, withheld = false }: AnswerValueProps): ReactNode {
  const t = useText();
  const text = fieldValueText(entity, field, value ?? null);
  if (text === '') return <span className={css.quiet}>{withheld ? t('kit.notSent') : t('kit.empty')}</span>;
  if (field === 'region' || (entity === 'family' && field === 'ktpRegion')) return <RegionName code={text} />;
  if (!isCodedValue(value)) return text;
  return <>{text} <Chip title={t('families.rawFrom', { list: value.list, version: value.version })}>{t('families.raw')}</Chip></>;
}
