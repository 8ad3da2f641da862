import { useContext, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { SeverityIcon } from '../../ui/marks.tsx';
import { Masked } from '../../ui/masked.tsx';
import { AnswerValue } from './answer-value.tsx';
import css from './families.module.css';
import type { ApiFinding, RecordEntity } from './family-types.ts';
import { FieldConflict } from './field-conflict.tsx';
import { FieldEditor } from './field-editor.tsx';
import { ProposeEditor } from './propose-editor.tsx';
import { Proposing } from './proposing.ts';
import { useOpenConflicts } from './use-open-conflicts.ts';
import { findingSentence } from './finding-words.ts';
import { shownFields } from './ledger-sections.ts';
import type { LedgerSection } from './ledger-sections.ts';

interface LedgerProps {
  readonly label: string;
  readonly family: string;
  readonly entity: RecordEntity;
  readonly id: string;
  readonly values: FieldValues;
  readonly sections: readonly LedgerSection[];
  readonly today: string;
  readonly editable: boolean;
  readonly withheld: readonly string[];
  readonly findings: readonly ApiFinding[];
  /** Opens this field's editor at once. */
  readonly open?: string | null;
  /** The keyboard comes to the first value. */
  readonly takeFocus?: number;
  /** Esc outside an editor. */
  readonly onLeave?: () => void;
}

/** A record as a ledger: question number, label, answer. ↑↓ walk; Enter or a click opens the answer where it stands. */
export function Ledger(props: LedgerProps): ReactNode {
  const { label, entity, id, values, sections, today, findings, open = null, takeFocus } = props;
  const proposing = useContext(Proposing);
  const editable = props.editable || proposing;
  const conflicts = useOpenConflicts(id);
  const t = useText();
  const Editor = proposing ? ProposeEditor : FieldEditor;
  const box = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<string | null>(editable ? open : null);
  const [at, setAt] = useState<string | null>(open);
  const shown = sections.map((section) => ({ ...section, fields: shownFields(entity, section.fields, values, today) })).filter((section) => section.fields.length > 0);
  const first = shown[0]?.fields[0];
  const current = at !== null && shown.some((section) => section.fields.includes(at)) ? at : first;
  const goTo = (field: string | undefined): void => box.current?.querySelector<HTMLElement>(`[data-value="${field ?? ''}"]`)?.focus();
  useEffect(() => {
    if (takeFocus) box.current?.querySelector<HTMLElement>('[data-value]')?.focus();
  }, [takeFocus]);
  useEffect(() => {
    if (open !== null) box.current?.querySelector(`[data-field="${open}"]`)?.scrollIntoView({ block: 'center' });
  }, [open]);
  const done = (field: string): void => {
    setEditing(null);
    // The value takes the keyboard back once it stands there again.
    requestAnimationFrame(() => goTo(field));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['value'] === undefined || event.ctrlKey || event.altKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-value]')];
    const here = all.indexOf(event.target);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape' && props.onLeave) {
      props.onLeave();
    } else {
      if (to === undefined) return;
      all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={box} className={css.ledger} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {shown.map((section) => (
        <section key={section.title} className={css.ledgerSection}>
          <h3>{t(section.title)}</h3>
          <dl>
            {section.fields.map((field) => (
              <div key={field} className={css.ledgerRow} data-field={field} data-editing={editing === field}>
                <FieldName entity={entity} field={field} />
                <dd>
                  {editing === field ? (
                    <Editor family={props.family} entity={entity} id={id} field={field} values={values} today={today} onDone={() => done(field)} />
                  ) : (
                    <FieldCell {...props} editable={editable} field={field} tabbable={field === current} onFocus={() => setAt(field)} onEdit={() => { setAt(field); setEditing(field); }} />
                  )}
                  <FieldConflict conflicts={conflicts} field={field} />
                  <FieldFindings findings={findings.filter((finding) => finding.field === field && finding.record === id)} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function FieldName({ entity, field }: { entity: RecordEntity; field: string }): ReactNode {
  const language = useLanguage();
  return (
    <dt>
      <span className={css.question}>{fieldDef(entity, field)?.question}</span>
      <span>{fieldLabel(language, entity, field)}</span>
    </dt>
  );
}

type FieldCellProps = LedgerProps & { readonly field: string; readonly tabbable: boolean; readonly onFocus: () => void; readonly onEdit: () => void };

function FieldCell({ entity, id, values, editable, withheld, field, tabbable, onFocus, onEdit }: FieldCellProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const mayHealth = useMay('health.read');
  const def = fieldDef(entity, field);
  const value = values[field];
  if (def?.dataClass === 'health' && !mayHealth) return <span className={css.quiet}>{t('families.healthClosed')}</span>;
  const kept = withheld.includes(field) && (value === null || value === undefined);
  const words = <AnswerValue entity={entity} field={field} value={value} withheld={kept} />;
  const revealable = (field === 'nik' || field === 'noKk') && typeof value === 'string' && value !== '';
  const shown = revealable ? <Masked value={value} entity={entity} id={id} field={field === 'nik' ? 'nik' : 'noKk'} /> : words;
  if (!editable || field === 'bpsRegion') return <span className={css.plainValue}>{shown}</span>;
  return (
    <span className={css.valueLine}>
      <button type="button" className={css.value} data-value={field} tabIndex={tabbable ? 0 : -1} onFocus={onFocus} onClick={onEdit} aria-label={revealable ? t('families.edit', { field: fieldLabel(language, entity, field) }) : undefined} title={t('families.edit', { field: fieldLabel(language, entity, field) })}>
        {revealable ? t('families.editShort') : words}
      </button>
      {revealable && shown}
    </span>
  );
}

function FieldFindings({ findings }: { findings: readonly ApiFinding[] }): ReactNode {
  const language = useLanguage();
  return findings.map((finding) => (
    <p key={`${finding.code}${finding.params?.['case'] ?? ''}`} className={css.fieldFinding} data-severity={finding.severity}>
      <SeverityIcon severity={finding.severity} size={14} /> {findingSentence(language, finding)}
    </p>
  ));
}
