import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../text/text.ts';
import { SeverityIcon } from '../../ui/marks.tsx';
import css from './families.module.css';
import type { Family } from './family-types.ts';
import { byGravity, findingKey, findingPlace, findingSentence } from './finding-words.ts';

const few = 2;

/** What the checks find in this family, as sentences; beyond a few they open on demand. */
export function FindingsPanel({ family }: { family: Family }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const findings = byGravity(family.findings.filter((finding) => finding.severity !== 'info'));
  if (findings.length === 0) return null;
  const nameOf = (record: string): string | null => {
    const name = family.people.find((person) => person.id === record)?.values['name'];
    return typeof name === 'string' ? name : null;
  };
  return (
    <section className={css.findings} aria-label={t('families.findings', { n: findings.length })}>
      <ul>
        {(all ? findings : findings.slice(0, few)).map((finding, index) => (
          <li key={`${findingKey(finding)}${index}`} data-severity={finding.severity}>
            <SeverityIcon severity={finding.severity} />
            <span><strong>{findingPlace(language, finding, nameOf)}</strong> {findingSentence(language, finding)}</span>
          </li>
        ))}
      </ul>
      {findings.length > few && <button type="button" className={css.link} aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('families.findingsFewer') : t('families.findingsAll', { n: findings.length })}</button>}
    </section>
  );
}
