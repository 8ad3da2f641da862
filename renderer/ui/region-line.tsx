import type { ReactNode } from 'react';
import type { CallOutput } from '../../db/api/contract.ts';
import { useText } from '../text/text.ts';
import css from './kit.module.css';
import { officeTitle } from './office-title.ts';

export type Region = CallOutput<'region.search'>[number];

/** A region as a choice: what it is called, its code, and what it lies in. */
export function RegionLine({ region }: { region: Region }): ReactNode {
  const t = useText();
  return (
    <span className={css.regionLine}>
      <strong>{officeTitle(region.kind, region.name, t)}</strong>
      <span>{region.code}</span>
      <small>{region.path}</small>
    </span>
  );
}
