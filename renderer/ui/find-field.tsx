import { TextInput } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode, Ref } from 'react';
import css from './kit.module.css';
import { useListKeys } from './list-keys.ts';
import { ErrorNotice } from './notice.tsx';

interface FindFieldProps<Row> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly rows: readonly Row[];
  /** Whether the rows answer the text as it stands; until then Enter waits. */
  readonly settled: boolean;
  readonly rowKey: (row: Row) => string;
  readonly line: (row: Row) => ReactNode;
  readonly onTake: (row: Row) => void;
  /** The list lies over what follows instead of moving it down. */
  readonly floating?: boolean;
  /** What to say when nothing fits the text; null says nothing. */
  readonly none: string | null;
  readonly error?: Error | null;
  readonly retry?: () => void;
}

/** A field that finds something of a long list as it is typed: ↑↓ choose, Enter takes. */
export function FindField<Row>(props: FindFieldProps<Row>): ReactNode {
  const { label, hideLabel = false, autoFocus = false, text, rows, settled, none, error = null } = props;
  const id = useId();
  const keys = useListKeys(rows, settled, props.onTake);
  const open = rows.length > 0;
  return (
    <div className={css.find} data-floating={props.floating ?? false}>
      <TextInput
        ref={props.inputRef} label={hideLabel ? undefined : label} aria-label={hideLabel ? label : undefined} description={props.description} placeholder={props.placeholder} required={props.required} autoFocus={autoFocus} data-autofocus={autoFocus || undefined}
        autoComplete="off" spellCheck={false} role="combobox" aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={open ? `${id}-${keys.at}` : undefined}
        value={text} onKeyDown={keys.press} onFocus={(event) => event.currentTarget.select()} onBlur={keys.restart} onChange={(event) => { props.onText(event.currentTarget.value); keys.restart(); }}
      />
      {error && <ErrorNotice error={error} {...(props.retry ? { retry: props.retry } : {})} />}
      <div className={css.findDrop}>
        {settled && none !== null && !error && !open && <p role="status" className={css.findNone}>{none}</p>}
        <ul id={`${id}-list`} className={css.finds} role="listbox" aria-label={label} hidden={!open}>
          {rows.map((row, index) => (
            <li key={props.rowKey(row)} id={`${id}-${index}`} role="option" aria-selected={index === keys.at} ref={index === keys.at ? intoSight : undefined} onPointerDown={(event) => event.preventDefault()} onClick={() => props.onTake(row)}>{props.line(row)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
