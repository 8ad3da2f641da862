import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
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
import { MissingPage } from '../../../ui/missing-page.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { useProgrammeNames } from '../rules/use-programme-names.ts';
import { termSeverity } from './partner-words.ts';
import type { Agreement } from './partner-words.ts';

/** One partner: who they are, and every agreement with them; Enter opens one to give a list under it. */
export function PartnerScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const partners = useCall('partner.list', {});
  const programmeOf = useProgrammeNames();
  const partner = partners.data?.find((one) => one.id === id);
  const mayWrite = useMay('partner.write') && partner?.own === true;
  const fresh = (): void => go(`/program/mitra/${id}/perjanjian`);
  useKeys([
    { key: 'Escape', label: t('partners.back'), run: () => go('/program/mitra') },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('partners.agreementNew'), run: fresh }, { key: 'e', label: t('partners.edit'), run: () => go(`/program/mitra/${id}/ubah`) }] : []),
  ]);
  if (partners.data && !partner) return <MissingPage title={t('partners.title')} id={id} asked={partners} missing back="/program/mitra" />;
  const about = (one: Agreement): string => [one.programmes.map((uid) => programmeOf(uid)).join(', '), one.wider && t('partners.wider'), one.regions.join(', ') || t('partners.regionsAny')].filter(Boolean).join(' · ');
  const gives = (one: Agreement): string => (one.fields.length === 0 ? t('partners.formCounts') : one.fields.map((field) => t(`partners.field_${field}`)).join(', '));
  const columns: Column<Agreement>[] = [
    { key: 'number', header: t('partners.colNumber'), width: 'minmax(120px, 1.4fr)', render: (one) => <strong title={one.number}>{one.number}</strong> },
    { key: 'purpose', header: t('partners.colPurpose'), width: 'minmax(140px, 2fr)', render: (one) => <span title={one.purpose}>{one.purpose}</span> },
    { key: 'about', header: t('partners.colAbout'), width: 'minmax(160px, 2.4fr)', render: (one) => <span title={about(one)}>{about(one)}</span> },
    { key: 'gives', header: t('partners.colGives'), width: 'minmax(140px, 2fr)', render: (one) => <span title={gives(one)}>{gives(one)}</span> },
    { key: 'until', header: t('partners.colUntil'), width: '132px', render: (one) => formatShortDate(one.until) },
    { key: 'state', header: t('partners.colState'), width: '130px', render: (one) => <Mark severity={termSeverity[one.term]}>{t(`partners.term_${one.term}`)}</Mark> },
  ];
  const hint = partner && [partner.kindLabel, partner.contact, partner.phone, partner.email, partner.programmes.map(({ name }) => name).join(', '), partner.active ? '' : t('partners.inactive'), partner.own ? '' : t('partners.fromAbove')].filter(Boolean).join(' · ');
  return (
    <Page
      fill title={partner?.name ?? t('partners.title')} hint={hint}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program/mitra')}>{t('partners.back')}</Button>
          {mayWrite && <Button variant="default" onClick={() => go(`/program/mitra/${id}/ubah`)}>{t('partners.edit')}</Button>}
          {mayWrite && <Button onClick={fresh}>{t('partners.agreementNew')}</Button>}
        </>
      }
    >
      {partners.error && <ErrorNotice error={partners.error} retry={() => void partners.refetch()} />}
      <DataTable
        label={t('partners.agreements')} columns={columns} pages={allRows({ ...partners, data: partner?.agreements })} rowKey={(one) => one.id} autoFocus
        onOpen={(one) => go(`/program/mitra/${id}/perjanjian/${one.id}`)}
        empty={<EmptyState icon={IconFileCertificate} title={t('partners.agreementNone')} action={mayWrite && <Button onClick={fresh}>{t('partners.agreementNew')}</Button>}>{t('partners.agreementNoneHint')}</EmptyState>}
      />
    </Page>
  );
}
