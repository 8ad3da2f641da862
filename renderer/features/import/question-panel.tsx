import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import type { TextKey } from '../../text/text.ts';
import { formatDate, groupIdentifier } from '../../ui/format.ts';
import { KeyHint, Mark } from '../../ui/marks.tsx';
import css from './question.module.css';
import type { Sheet } from './mapping-types.ts';
import type { ImportRow } from './states.ts';

type Candidate = ImportRow['candidates'][number];
type Home = NonNullable<ImportRow['home']>;
type Answer = 'same' | 'different' | 'skip';
const answers: readonly Answer[] = ['same', 'different', 'skip'];

interface QuestionPanelProps {
  readonly row: ImportRow;
  readonly sheet: Sheet;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer, record: string | undefined) => void;
}

/** A doubtful row beside the record it may be: what differs loud, the reasons as sentences, three keys. */
export function QuestionPanel({ row, sheet, busy, onAnswer }: QuestionPanelProps): ReactNode {
  const t = useText();
  const [at, setAt] = useState(0);
  const candidate = row.candidates[at] ?? row.candidates[0];
  const several = row.candidates.length > 1;
  const answer = (choice: Answer): void => { if (!busy && (choice !== 'same' || candidate)) onAnswer(choice, choice === 'same' ? candidate?.record : undefined); };
  useKeys([
    ...answers.map((each, index) => ({ key: String(index + 1), label: t(`imports.key_${each}`), run: () => answer(each) })),
    ...(several ? [{ key: 'k', label: t('imports.nextCandidate'), run: () => setAt((at + 1) % row.candidates.length) }] : []),
  ]);
  return (
    <section className={css.panel} aria-label={t('imports.questionOf', { row: row.row })}>
      <div className={css.top}>
        <Mark severity="warn">{t('imports.stateQuestion')}</Mark>
        <strong>{t('imports.rowNumber', { row: row.row })}{row.name !== null && ` · ${row.name}`}</strong>
        {several && (
          <div className={css.candidates} role="radiogroup" aria-label={t('imports.candidates', { n: row.candidates.length })}>
            <span className={css.quiet}>{t('imports.candidates', { n: row.candidates.length })}</span>
            {row.candidates.map((each, index) => <button key={each.record} type="button" role="radio" aria-checked={each === candidate} onClick={() => setAt(index)}>{index + 1}. {each.name}</button>)}
          </div>
        )}
        <div className={css.keys}>
          {answers.map((each, index) => (
            <Button key={each} size="xs" variant={each === 'same' ? 'filled' : 'default'} disabled={busy || (each === 'same' && !candidate)} onClick={() => answer(each)} leftSection={<KeyHint name={String(index + 1)} />}>{t(`imports.do_${each}`)}</Button>
          ))}
        </div>
      </div>
      <div className={css.body} tabIndex={0} role="region" aria-label={t('imports.sideBySide')}>
        {candidate ? <Compare row={row} sheet={sheet} candidate={candidate} /> : <p>{t('imports.noCandidate')}</p>}
        <div className={css.why}>
          <h3>{t('imports.whyAsked')}</h3>
          <ul>{(candidate?.reasons ?? row.findings.map((finding) => finding.message)).map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </div>
      </div>
    </section>
  );
}

interface Line {
  readonly label: TextKey & `imports.side_${string}`;
  readonly fields: readonly string[];
  readonly of: (candidate: Candidate) => string;
  /** How the file has it where the row has no cell of its own: beside its family in another sheet, or within the address. */
  readonly home?: (home: Home) => string;
}

/** What of a record is set side by side: the field in the file's columns, and how the record has it. */
const lines: readonly Line[] = [
  { label: 'imports.side_name', fields: ['name', '@headName'], of: (candidate) => candidate.name },
  { label: 'imports.side_birthDate', fields: ['birthDate', '@ttl'], of: (candidate) => (candidate.birthDate === null ? '' : formatDate(candidate.birthDate)) },
  { label: 'imports.side_nik', fields: ['nik'], of: (candidate) => groupIdentifier(candidate.nik ?? '') },
  { label: 'imports.side_noKk', fields: ['noKk', '@noKk'], of: ({ noKk }) => groupIdentifier(noKk ?? ''), home: ({ noKk }) => groupIdentifier(noKk ?? '') },
  { label: 'imports.side_address', fields: ['address'], of: ({ address }) => address ?? '', home: ({ address }) => address ?? '' },
  { label: 'imports.side_rtRw', fields: ['rt', 'rw', '@rtRw'], of: rtRwOf, home: rtRwOf },
];

function rtRwOf({ rt, rw }: Home): string {
  return [rt, rw].filter((part) => part !== null).join(' / ');
}

function Compare({ row, sheet, candidate }: { row: ImportRow; sheet: Sheet; candidate: Candidate }): ReactNode {
  const t = useText();
  const ofFile = (fields: readonly string[]): string => sheet.columns.filter((column) => column.target !== null && fields.includes(column.target.replace(/^(family|person)\./, ''))).map((column) => cellText(row, column)).filter((text) => text !== '').join(' / ');
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('imports.sideFile')}</th>
          <th scope="col">{candidate.family === null ? t('imports.sideRegister') : <Link href={`/keluarga/${candidate.family}/${candidate.record}`}>{t('imports.sideRegister')}</Link>}{candidate.office !== null && <span className={css.quiet}> {candidate.office}</span>}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, fields, of, home }) => {
          const [left, right] = [ofFile(fields) || (row.home && home?.(row.home)) || '', of(candidate)];
          if (left === '' && right === '') return null;
          return (
            <tr key={label} data-differs={!alike(left, right)}>
              <th scope="row">{t(label)}</th>
              <td>{left === '' ? <span className={css.quiet}>{t('kit.empty')}</span> : left}</td>
              <td>{right === '' ? <span className={css.quiet}>{t('kit.empty')}</span> : right}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function cellText(row: ImportRow, column: Sheet['columns'][number]): string {
  const fix = row.fixes.find((one) => one.column === column.letter);
  return (fix ? fix.value : row.cells[column.index]) ?? '';
}

/** Whether two texts look the same to a reader: spelt alike, or one of them masked. */
function alike(left: string, right: string): boolean {
  if (left === '' || right === '') return true;
  if (right.includes('•')) return left.slice(-4) === right.slice(-4);
  const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '').replaceAll(/(?<!\d)0+(?=\d)/g, '');
  return plain(left) === plain(right);
}
