import { textOf } from '../rules/field.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Fact } from './family-facts.ts';
import { creditOf } from './shared-aid.ts';
import type { CreditView } from './shared-aid.ts';
import { labelFor } from './states.ts';

/** One part in a programme as the family page shows it; coded states are said by their labels. */
export interface EnrolmentView {
  readonly id: string; readonly programme: string; readonly programmeName: string; readonly unit: string; readonly person: string | null;
  readonly personName: string | null; readonly status: string; readonly start: string | null; readonly end: string | null;
  readonly decisionNo: string | null; readonly decisionDate: string | null; readonly exitReason: string | null; readonly source: string | null; readonly credit: CreditView | null;
}

/** Enrolments as views, the newest first. */
export function enrolmentViews(office: Reader, enrolments: readonly Fact[]): EnrolmentView[] {
  const programme = sql(office, 'SELECT coalesce(name, shortName, code) FROM programme WHERE uid = ?').pluck();
  const person = sql(office, 'SELECT name FROM person WHERE uid = ?').pluck();
  const views = enrolments.map(({ uid, values }): EnrolmentView => ({
    id: uid, programme: String(values.programme), programmeName: (programme.get(values.programme) as string | undefined) ?? String(values.programme),
    unit: labelFor('TEPAT.satuanPenerima', values.unitKind) ?? '', person: textOf(values.person),
    personName: textOf(values.person) === null ? null : ((person.get(values.person) as string | null | undefined) ?? null),
    status: labelFor('TEPAT.statusKepesertaan', values.status) ?? '', start: textOf(values.start), end: textOf(values.end),
    decisionNo: textOf(values.decisionNo), decisionDate: textOf(values.decisionDate), exitReason: labelFor('TEPAT.alasanKeluar', values.exitReason),
    source: textOf(values.source), credit: creditOf(office, values),
  }));
  return views.sort((a, b) => (b.start ?? '').localeCompare(a.start ?? ''));
}
