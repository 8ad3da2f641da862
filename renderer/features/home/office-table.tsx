import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatMoment, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { numberWords } from '../packages/index.ts';
import css from './home.module.css';

type Office = CallOutput<'home'>['offices'][number];

/** A receiving office's offices: who has sent what and when. An office that never sent shows no numbers, not zeros. */
export function OfficeTable({ offices }: { offices: readonly Office[] }): ReactNode {
  const t = useText();
  const sent = offices.filter((office) => office.sent).length;
  const late = offices.filter((office) => office.late).length;
  return (
    <section className={css.part} data-fill>
      <div className={css.partHead}>
        <h2>{t('home.offices')}</h2>
        <p>{offices.some((office) => office.scheduled) ? t('home.officesSent', { sent, all: offices.length, late }) : t('home.officesSentOnly', { sent, all: offices.length })}</p>
      </div>
      <DataTable label={t('home.offices')} columns={columns(t, offices.some((office) => office.shared))} pages={allRows({ data: offices, isPending: false, error: null, refetch: () => undefined })} rowKey={(office) => office.code} />
    </section>
  );
}

/** `shared`: one of the numbers says in words of what series it is. */
function columns(t: Translate, shared: boolean): Column<Office>[] {
  const known = (office: Office, value: string): string => (office.sent ? value : '');
  return [
    { key: 'name', header: t('home.colOffice'), width: 'minmax(150px, 2fr)', render: (office) => office.name },
    { key: 'last', header: t('home.colLast'), width: 'minmax(150px, 1fr)', render: (office) => known(office, formatMoment(office.lastPackage)) },
    { key: 'days', header: t('home.colDays'), width: '84px', numeric: true, render: (office) => known(office, formatNumber(office.daysSince)) },
    { key: 'sequence', header: t('home.colSequence'), width: shared ? '150px' : '84px', numeric: true, render: ({ sequence, shared: ofSeveral }) => (sequence === null ? '' : numberWords(t, { sequence, shared: ofSeveral })) },
    { key: 'families', header: t('home.colFamilies'), width: '88px', numeric: true, render: (office) => known(office, formatNumber(office.families)) },
    { key: 'people', header: t('home.colPeople'), width: '88px', numeric: true, render: (office) => known(office, formatNumber(office.people)) },
    { key: 'state', header: t('home.colState'), width: 'minmax(168px, 1fr)', render: (office) => <OfficeState office={office} /> },
  ];
}

function OfficeState({ office }: { office: Office }): ReactNode {
  const t = useText();
  if (office.revoked) return <Mark severity="warn">{t('packages.cardRevoked')}</Mark>;
  if (!office.sent) return <Mark severity="warn">{t('home.neverSent')}</Mark>;
  if (!office.scheduled) return <Mark severity="info">{t('home.unscheduled')}</Mark>;
  if (!office.late && office.open) return <Mark severity="warn">{t('exchange.stateOpen')}</Mark>;
  return office.late ? <Mark severity="warn">{t('home.late')}</Mark> : <Mark severity="done">{t('home.onTime')}</Mark>;
}
