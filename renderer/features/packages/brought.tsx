import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { shortHash } from '../../../db/rules/short-hash.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import { broughtWords } from './package-words.ts';
import type { ReceivedRow } from './package-words.ts';
import css from './packages.module.css';

/** What a received file brought, how many people of it may be here twice, its name and its short hash; the doubles lead to their question. */
export function Brought({ row }: { row: ReceivedRow }): ReactNode {
  const t = useText();
  const questions = useCall('duplicate.packages', {});
  const twice = questions.data?.find((one) => one.package === row.packageId);
  return (
    <>
      {broughtWords(t, row)}
      {twice && <> · <Link href={`/putusan/paket/${twice.package}`}>{t('packages.broughtTwice', { n: twice.people })}</Link></>}
      <span className={css.second}>{baseName(row.file)}{row.sha256 !== null && <> · <code title={t('packages.hash')}>{shortHash(row.sha256)}</code></>}</span>
    </>
  );
}
