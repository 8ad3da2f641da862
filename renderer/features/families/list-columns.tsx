import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Translate } from '../../text/text.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate, groupIdentifier } from '../../ui/format.ts';
import { Chip, Chips } from '../../ui/marks.tsx';
import css from './families.module.css';
import type { FamilyRow } from './family-types.ts';

/** The columns of the list; a narrow window leaves out what the family's page shows anyway. */
export function listColumns(t: Translate, { narrow, status, needOf }: { narrow: boolean; status: boolean; needOf: (need: string) => string }): Column<FamilyRow>[] {
  return [
    { key: 'head', header: t('families.colHead'), width: 'minmax(150px, 1.5fr)', sortable: true, render: (row) => <Head row={row} t={t} /> },
    { key: 'address', header: t('families.colAddress'), width: 'minmax(110px, 1.4fr)', sortable: true, render: (row) => row.address ?? '' },
    { key: 'rt', header: t('families.colRt'), width: '80px', sortable: true, render: (row) => rtText(row) },
    { key: 'desil', header: t('families.colDesil'), width: '100px', sortable: true, render: (row) => <DesilChip row={row} t={t} /> },
    { key: 'members', header: t('families.colMembers'), width: '86px', numeric: true, sortable: true, render: (row) => formatNumber(row.members) },
    { key: 'needs', header: t('families.colNeeds'), width: 'minmax(84px, 1fr)', render: (row) => <Chips items={row.needs.map((need) => shortNeed(needOf(need)))} /> },
    { key: 'programmes', header: t('families.colProgrammes'), width: 'minmax(96px, 1fr)', render: (row) => <Chips items={[...new Set(row.programmes)]} /> },
    ...(narrow ? [] : [{ key: 'noKk', header: t('families.colNoKk'), width: '164px', render: (row: FamilyRow) => (row.noKk === null ? <span className={css.quiet}>{t('families.noNoKk')}</span> : groupIdentifier(row.noKk)) }]),
    ...(status ? [{ key: 'status', header: t('families.colStatus'), width: '92px', render: (row: FamilyRow) => row.status }] : []),
    { key: 'surveyDate', header: t('families.colSurvey'), width: '108px', sortable: true, render: (row) => (row.surveyDate === null ? <span className={css.quiet}>{t('families.neverSurveyed')}</span> : formatShortDate(row.surveyDate)) },
  ];
}

/** `003/001`, or what of it is known. */
export function rtText({ rt, rw }: { readonly rt: string | null; readonly rw: string | null }): string {
  return rt === null && rw === null ? '' : `${rt ?? '–'}/${rw ?? '–'}`;
}

/** The name of a need in a word: "Rumah layak" is "Rumah". */
function shortNeed(name: string): string {
  return name.replace(/ (layak|minum layak|bersih)$/i, '').replace(/^(Decent|Safe) /, '');
}

function Head({ row, t }: { row: FamilyRow; t: Translate }): ReactNode {
  return (
    <>
      {row.warnings > 0 && (
        <span className={css.look} title={t('families.warnings', { n: row.warnings })}>
          <IconAlertTriangle size={14} aria-hidden />
          <span className="visually-hidden">{t('families.warnings', { n: row.warnings })}</span>
        </span>
      )}
      <span className={css.cut} title={row.head ?? undefined}>{row.head ?? <em>{t('families.noHead')}</em>}</span>
      {row.headAge !== null && <span className={css.quiet}>{t('families.age', { n: row.headAge })}</span>}
    </>
  );
}

function DesilChip({ row, t }: { row: FamilyRow; t: Translate }): ReactNode {
  if (row.desil === null) return <span className={css.quiet}>{t('families.unrankedShort')}</span>;
  return <Chip tone="accent" title={t('families.desilBy', { value: String(row.desil), source: row.desilSource ?? '' })}><strong>{row.desil}</strong> {row.desilSource}</Chip>;
}
