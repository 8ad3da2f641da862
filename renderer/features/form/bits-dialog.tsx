import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { codeList, joinCodes, splitSum } from '../../../db/rules/lists.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import css from './form.module.css';

interface BitsDialogProps {
  readonly title: string;
  readonly list: string;
  readonly sum: number;
  readonly onDone: (sum: number) => void;
  readonly onClose: () => void;
}

/** Several answers ticked instead of added up: ↑↓ walk, Space or the number ticks, Enter is done. */
export function BitsDialog({ title, list, sum, onDone, onClose }: BitsDialogProps): ReactNode {
  const t = useText();
  const [codes, setCodes] = useState<readonly number[]>(() => splitSum(list, sum));
  const items = codeList(list)?.codes ?? [];
  const total = joinCodes(codes);
  const toggle = (code: number): void => setCodes((now) => splitSum(list, joinCodes(now.includes(code) && code !== 0 ? now.filter((each) => each !== code) : [...now, code])));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
    const at = boxes.findIndex((box) => box === document.activeElement);
    const byNumber = items.find(([code]) => String(code) === event.key);
    if (event.key === 'ArrowDown') boxes[Math.min(boxes.length - 1, at + 1)]?.focus();
    else if (event.key === 'ArrowUp') boxes[Math.max(0, at - 1)]?.focus();
    else if (event.key === 'Enter') onDone(total);
    else if (byNumber) toggle(byNumber[0]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog title={title} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button onClick={() => onDone(total)}>{t('form.useSum', { sum: total })}</Button></>}>
      <div className={css.bits} onKeyDown={onKeyDown}>
        {items.map(([code, label], index) => (
          <label key={code}>
            <input type="checkbox" data-autofocus={index === 0 || undefined} checked={codes.includes(code)} onChange={() => toggle(code)} />
            <span>{code}</span>
            {label}
          </label>
        ))}
      </div>
    </Dialog>
  );
}
