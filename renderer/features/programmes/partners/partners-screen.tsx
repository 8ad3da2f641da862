import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconHeartHandshake } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatShortDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { inForce } from './partner-words.ts';
import type { Partner } from './partner-words.ts';

/** Mitra: everybody outside government, what they run, and until when anything may be given to them. */
export function PartnersScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const partners = useCall('partner.list', {});
  const mayWrite = useMay('partner.write');
  const narrow = useMediaQuery('(max-width: 1180px)', false, { getInitialValueInEffect: false });
  const fresh = (): void => go('/program/mitra/baru');
  useKeys([{ key: 'Escape', label: t('partners.back'), run: () => go('/program') }, ...(mayWrite ? [{ key: 'Ctrl+N', label: t('partners.new'), run: fresh }] : [])]);
  const until = (partner: Partner): ReactNode => {
    const [latest] = inForce(partner);
    if (latest) return <span title={latest.number}><Mark severity="done">{t('partners.untilDate', { date: formatShortDate(latest.until) })}</Mark></span>;
    return partner.active ? <Mark severity="info">{t('partners.noAgreement')}</Mark> : <Mark severity="info">{t('partners.inactive')}</Mark>;
  };
  const columns: Column<Partner>[] = [
    { key: 'name', header: t('partners.colName'), width: 'minmax(180px, 3fr)', render: (one) => <span title={one.name}><strong>{one.name}</strong></span> },
    { key: 'kind', header: t('partners.colKind'), width: 'minmax(130px, 1.4fr)', render: (one) => one.kindLabel },
    ...(narrow ? [] : [{ key: 'contact', header: t('partners.colContact'), width: 'minmax(120px, 2fr)', render: (one: Partner) => [one.contact, one.phone].filter(Boolean).join(' · ') }]),
    { key: 'programmes', header: t('partners.colProgrammes'), width: 'minmax(120px, 2fr)', render: (one) => { const names = one.programmes.map(({ name }) => name).join(', '); return <span title={names}>{names}</span>; } },
    { key: 'agreement', header: t('partners.colAgreement'), width: '188px', render: until },
  ];
  return (
    <Page
      fill title={t('partners.title')} hint={t('partners.hint')}
      actions={<><Button variant="default" onClick={() => go('/program')}>{t('partners.back')}</Button>{mayWrite && <Button onClick={fresh}>{t('partners.new')}</Button>}</>}
    >
      <DataTable
        label={t('partners.title')} columns={columns} pages={allRows(partners)} rowKey={(one) => one.id} onOpen={(one) => go(`/program/mitra/${one.id}`)} autoFocus
        empty={<EmptyState icon={IconHeartHandshake} title={t('partners.none')} action={mayWrite && <Button onClick={fresh}>{t('partners.new')}</Button>}>{t('partners.noneHint')}</EmptyState>}
      />
    </Page>
  );
}
