import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { problemText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import type { TextKey } from '../../text/text.ts';
import { askConfirm } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { AidLine } from './aid-line.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import { layoutWords } from './layout-words.ts';
import { OptionsPart } from './options-part.tsx';
import { RegionsPart } from './regions-part.tsx';
import { forgetRefused } from './running.ts';
import { SheetColumns } from './sheet-columns.tsx';
import { firstNotes } from './states.ts';
import { usePreview } from './use-preview.ts';

export type Preview = CallOutput<'import.preview'>;

/** Step 2: what the file was taken for, which columns are read, and which regions its codes mean. */
export function RecognisedStep({ staging }: { staging: string }): ReactNode {
  const t = useText();
  const preview = usePreview(staging);
  const data = preview.data;
  const hasCells = data !== undefined && data.sheets.length > 0 && data.blocked.every(({ code }) => code !== 'FILE_NO_CELLS');
  return (
    <ImportPage step={1} hint={data?.file} actions={data && <StepActions preview={data} />}>
      {preview.error && <ErrorNotice error={preview.error} />}
      {preview.error && <div><Link href="/impor">{t('imports.toStart')}</Link></div>}
      {data && (
        <>
          <SeenBefore preview={data} />
          <Refusals preview={data} />
          <FirstNote preview={data} />
          {data.profileName !== null && (
            <section className={css.part}>
              <h2>{t('imports.recognisedAs', { name: layoutWords(data, t) })}</h2>
              <p>{t(countWords(data.tally), { families: data.tally.families.rows, people: data.tally.people.rows, recipients: data.tally.recipients.rows })}{data.mapping !== null && ` ${t('imports.mappingUsed', { name: data.mapping })}`}</p>
              <AidLine aid={data.aid} />
            </section>
          )}
          {hasCells && <OptionsPart preview={data} />}
          {data.regions.length > 0 && <RegionsPart preview={data} />}
          {hasCells && <SheetColumns preview={data} />}
        </>
      )}
    </ImportPage>
  );
}

/** A list has no rows of families, and says so by not counting them. */
function countWords({ recipients, families }: Preview['tally']): TextKey & `imports.recognised${'Recipients' | 'RecipientsOnly' | 'Counts' | 'People'}` {
  if (recipients.rows > 0) return families.rows > 0 ? 'imports.recognisedRecipients' : 'imports.recognisedRecipientsOnly';
  return families.rows > 0 ? 'imports.recognisedCounts' : 'imports.recognisedPeople';
}

/** What is said before all else: there is nothing to import, or a list in an office without families, where nobody can be found. */
export function FirstNote({ preview }: { preview: Preview }): ReactNode {
  const note = preview.notes.find(({ code }) => firstNotes.includes(code));
  if (!note) return null;
  const [happened = '', ...rest] = sentences(note.message);
  return <Notice severity="warn" title={happened}>{rest.join(' ')}</Notice>;
}

const sentences = (text: string): string[] => text.split(/(?<=\.) (?=[A-Z])/);

function StepActions({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const discard = useDiscard(preview);
  const ready = preview.blocked.length === 0 && preview.notes.every(({ code }) => code !== 'NO_ROWS');
  const onward = (): void => go(`/impor/${preview.staging}/periksa`);
  useKeys([{ key: 'Escape', label: t('imports.later'), run: () => go('/impor') }]);
  useKeys([{ key: 'Ctrl+Enter', label: t('imports.checkRows'), run: onward }], { active: ready });
  return (
    <>
      <Button variant="default" onClick={discard}>{t('imports.discard')}</Button>
      <Button variant="default" onClick={() => go('/impor')}>{t('imports.later')}</Button>
      {ready && <Button onClick={onward}>{t('imports.checkRows')}</Button>}
    </>
  );
}

/** Asks, throws the staged file away, and goes back to the beginning. */
export function useDiscard(preview: Preview): () => void {
  const t = useText();
  const [, go] = useLocation();
  const discard = useAction('import.discard');
  return () => void askConfirm({ title: t('imports.discardTitle', { file: preview.file }), body: t('imports.discardBody'), confirm: t('imports.discard'), danger: true })
    .then((yes) => { if (yes) discard.mutate({ staging: preview.staging }, { onSuccess: () => { forgetRefused(); go('/impor'); } }); });
}

/** Says that this very file was imported before, with the way to that import. */
export function SeenBefore({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  if (preview.seenBefore === null) return null;
  return (
    <Notice severity="warn" title={t('imports.seenTitle', { at: formatMoment(preview.seenBefore.at) })}>
      {t('imports.seenHint')} <Link href={`/impor/${preview.seenBefore.batch}/hasil`}>{t('imports.seenOpen')}</Link>
    </Notice>
  );
}

/** Why the file cannot be imported as it is: what happened, what is safe, what to do. */
function Refusals({ preview }: { preview: Preview }): ReactNode {
  const language = useLanguage();
  const grave = preview.blocked.filter((one) => one.code !== 'REGIONS_OPEN');
  return grave.map((one, index) => {
    const [happened = '', ...rest] = sentences(problemText(language, one));
    return <Notice key={index} severity="block" title={happened}>{rest.join(' ') || undefined}</Notice>;
  });
}
