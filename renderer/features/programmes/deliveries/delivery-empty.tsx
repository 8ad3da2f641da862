import { Button } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../../text/text.ts';
import { KeyHint } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';

interface DeliveryEmptyProps {
  readonly why: 'nobody' | 'noRecipients' | 'allSigned' | 'noneHeld' | 'allDone' | 'noneHere';
  /** How many received and have not signed. */
  readonly unsigned: number;
  readonly onUnsigned: () => void;
}

/** What is said in place of a list of a distribution without anybody, with the step that comes next where there is one. */
export function DeliveryEmpty({ why, unsigned, onUnsigned }: DeliveryEmptyProps): ReactNode {
  const t = useText();
  if (why === 'nobody') return <EmptyState icon={IconPackage} title={t('programmes.deliveryNobody')} />;
  if (why === 'allSigned') return <EmptyState icon={IconPackage} title={t('deliveries.allSigned')} />;
  if (why === 'noneHeld') return <EmptyState icon={IconPackage} title={t('programmes.deliveryHeldNone')} />;
  if (why === 'noRecipients') return <EmptyState icon={IconPackage} title={t('programmes.noneActive')}>{t('programmes.noneActiveHint')}</EmptyState>;
  if (why === 'noneHere') return <EmptyState icon={IconPackage} title={t('programmes.noneActive')} />;
  if (unsigned === 0) return <EmptyState icon={IconPackage} title={t('programmes.deliveryAllDone')}>{t('deliveries.allSigned')}.</EmptyState>;
  return (
    <EmptyState icon={IconPackage} title={t('programmes.deliveryAllDone')} action={<Button rightSection={<KeyHint name="F9" />} onClick={onUnsigned}>{t('deliveries.unsigned', { n: unsigned })}</Button>}>
      {t('deliveries.toSign', { n: unsigned })}
    </EmptyState>
  );
}
