import type { ReactNode } from 'react';
import { answerText, codeIn, labelOf } from '../../../db/rules/lists.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useNeedLabel } from '../../app/need-label.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatDate, groupIdentifier } from '../../ui/format.ts';
import { PrintPage } from '../../ui/print-page.tsx';
import { PurposePrint } from '../../ui/purpose-print.tsx';
import css from './families.module.css';
import type { Family } from './family-types.ts';
import { assetSections, dwellingSections, shownFields } from './ledger-sections.ts';
import { nameOf } from './members-tab.tsx';

/** The family on paper, identifiers masked; what it is printed for is asked and logged. */
export function FamilyPrint({ family, today, onDone }: { family: Family; today: string; onDone: () => void }): ReactNode {
  const t = useText();
  return (
    <PurposePrint title={t('families.printFamilyTitle')} log={{ what: 'family', records: [family.id], count: 1 }} sheet={<FamilySheet family={family} today={today} />} onDone={onDone}>
      <p>{t('families.printMasked')}</p>
    </PurposePrint>
  );
}

function FamilySheet({ family, today }: { family: Family; today: string }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const needOf = useNeedLabel();
  const { address, rt, rw, noKk } = family.values;
  const place = `${String(address ?? '')}, RT ${String(rt ?? '–')}/RW ${String(rw ?? '–')}`;
  const needs = family.needs.filter((need) => need.met === false).map((need) => needOf(need.need)).join(', ');
  const rankings = family.rankings.map((each) => `${each.source} ${each.scope ?? ''} ${each.value ?? t('families.unrankedShort')} (${formatDate(each.date)})`).join('; ');
  return (
    <PrintPage title={t('families.printOf', { name: family.headName ?? t('families.noHead') })} hint={place}>
      <p>{t('families.colNoKk')}: {typeof noKk === 'string' ? groupIdentifier(noKk) : t('families.noNoKk')} · {t('families.colDesil')}: {rankings || t('families.unranked')} · {t('families.colNeeds')}: {needs || t('families.needsNone')} · {t('families.lastVisit')}: {formatDate(family.surveyDate) || t('families.neverSurveyed')}</p>
      <h2>{t('families.tab_members')}</h2>
      <table>
        <thead><tr><th>{t('families.colNo')}</th><th>{t('families.colName')}</th><th>{t('families.colNik')}</th><th>{t('families.colRelationship')}</th><th>{t('families.colSex')}</th><th>{t('families.colBirth')}</th><th>{t('families.colAge')}</th><th>{t('families.colStatus')}</th></tr></thead>
        <tbody>
          {family.people.map((person) => (
            <tr key={person.id}>
              <td>{String(person.values['sequence'] ?? '')}</td><td>{nameOf(person, t)}</td><td className={css.printCell} data-key="nik">{typeof person.values['nik'] === 'string' ? groupIdentifier(person.values['nik']) : ''}</td>
              <td>{answerText('RSEK.409', person.values['relationship'])}</td><td>{codeIn('RSEK.405', person.values['sex']) === 1 ? t('families.male') : codeIn('RSEK.405', person.values['sex']) === 2 ? t('families.female') : ''}</td>
              <td>{formatDate(typeof person.values['birthDate'] === 'string' ? person.values['birthDate'] : null)}</td><td>{person.age}</td><td>{person.active ? t('families.present') : (labelOf('KK.status_dasar', codeIn('KK.status_dasar', person.values['status']) ?? 1) ?? '').toLowerCase()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('families.tab_programmes')}</h2>
      {family.enrolments.length === 0 ? <p>{t('families.enrolmentsNone')}</p> : (
        <table>
          <thead><tr><th>{t('families.colProgramme')}</th><th>{t('families.colRecipient')}</th><th>{t('families.colState')}</th><th>{t('families.colFrom')}</th><th>{t('families.colUntil')}</th><th>{t('families.colDecision')}</th></tr></thead>
          <tbody>{family.enrolments.map((each) => <tr key={each.id}><td>{each.programmeName}</td><td>{each.personName ?? t('families.wholeFamily')}</td><td>{each.status}</td><td>{formatDate(each.start)}</td><td>{formatDate(each.end)}</td><td>{each.decisionNo}</td></tr>)}</tbody>
        </table>
      )}
      {[...dwellingSections.slice(2, 5), ...assetSections.slice(0, 4)].map((section) => (
        <section key={section.title} className={css.printSection}>
          <h2>{t(section.title)}</h2>
          <p>{shownFields('family', section.fields, family.values, today).filter((field) => fieldValueText('family', field, family.values[field]) !== '').map((field) => `${fieldLabel(language, 'family', field)}: ${fieldValueText('family', field, family.values[field])}`).join(' · ') || t('kit.empty')}</p>
        </section>
      ))}
    </PrintPage>
  );
}
