import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeList, joinCodes, splitSum } from '../../../db/rules/lists.ts';
import css from './families.module.css';

/** Several answers ticked; the sum as on paper is what is kept. */
export function BitsInput({ label, list, value, onChange }: { label: string; list: string; value: number | null; onChange: (sum: number) => void }): ReactNode {
  const chosen = value === null ? [] : splitSum(list, value);
  const toggle = (code: number): void => onChange(joinCodes(chosen.includes(code) && code !== 0 ? chosen.filter((each) => each !== code) : [...chosen, code]));
  return (
    <div role="group" aria-label={label} className={css.bits}>
      {(codeList(list)?.codes ?? []).map(([code, words], index) => (
        <Checkbox key={code} size="sm" autoFocus={index === 0} label={`${code} ${words}`} checked={chosen.includes(code)} onChange={() => toggle(code)} />
      ))}
    </div>
  );
}
