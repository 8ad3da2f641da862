import { dueUpTo, RETENTION_KEY, retentionClasses, yearsIn } from '../../rules/privacy/retention.ts';
import type { RetentionClass } from '../../rules/privacy/retention.ts';
import type { EntityKey } from '../../rules/entities.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { readSettings } from '../settings.ts';
import { familyStatus, personStatus } from '../states.ts';

/** Something whose time is over: since when it counts, and what it is called for those who decide. */
export interface DueRecord { readonly class: RetentionClass; readonly entity: EntityKey; readonly number: number; readonly uid: string; readonly name: string | null; readonly since: string }

/** Results of a petition that gave nothing (TEPAT.hasilUsulan). */
const refused = [2, 5, 8];
const gone = [personStatus.dead, personStatus.moved];
const left = [familyStatus.moved, familyStatus.dissolved];

/** The last day of each class that is due today, null for what is kept for ever. */
export function dueDays(office: Reader): Record<RetentionClass, { years: number; upTo: string | null }> {
  const years = yearsIn(readSettings(office)[RETENTION_KEY]);
  const day = today(office);
  return Object.fromEntries(retentionClasses.map((one) => [one, { years: years[one], upTo: dueUpTo(day, years[one]) }])) as ReturnType<typeof dueDays>;
}

/**
 * What this office holds and whose time is over, class by class, the oldest first: also what others own, of which it has a
 * copy to answer for. A family on its way to another office is left alone.
 */
export function dueRecords(office: Reader, classes: readonly RetentionClass[] = retentionClasses): DueRecord[] {
  const days = dueDays(office);
  return retentionClasses.filter((one) => classes.includes(one)).flatMap((one) => {
    const { upTo } = days[one];
    if (upTo === null) return [];
    const { entity, text } = questions[one];
    const rows = sql(office, text).all({ upTo }) as { number: number; uid: string; name: string | null; since: string }[];
    return rows.map((row) => ({ class: one, entity, ...row }));
  });
}

const staying = (family: string): string => `NOT EXISTS (SELECT 1 FROM transfer t WHERE t.family = ${family} AND t.state = 'travelling')`;

const questions: Readonly<Record<RetentionClass, { entity: EntityKey; text: string }>> = {
  families: {
    entity: 'family',
    text: `SELECT f.id AS number, f.uid, (SELECT p.name FROM person p WHERE p.family = f.uid ORDER BY p.relationship IS NOT 1, p.sequence, p.id LIMIT 1) AS name, f.statusDate AS since
      FROM family f WHERE f.status IN (${left.join()}) AND f.statusDate <= @upTo AND ${staying('f.uid')} ORDER BY f.statusDate, f.id`,
  },
  people: {
    entity: 'person',
    text: `SELECT p.id AS number, p.uid, p.name, p.statusDate AS since FROM person p JOIN family f ON f.uid = p.family
      WHERE p.status IN (${gone.join()}) AND p.statusDate <= @upTo AND ${staying('f.uid')} ORDER BY p.statusDate, p.id`,
  },
  petitions: {
    entity: 'petition',
    text: `SELECT t.id AS number, t.uid, coalesce(t.name, (SELECT p.name FROM person p WHERE p.uid = t.person)) AS name, t.stateDate AS since FROM petition t
      WHERE t.result IN (${refused.join()}) AND t.stateDate <= @upTo ORDER BY t.stateDate, t.id`,
  },
  deliveries: {
    entity: 'delivery',
    text: `SELECT d.id AS number, d.uid, (SELECT p.name FROM person p WHERE p.uid = d.person) AS name, d.date AS since FROM delivery d
      WHERE d.date <= @upTo ORDER BY d.date, d.id`,
  },
  photos: {
    entity: 'photo',
    text: `SELECT x.id AS number, x.uid, (SELECT p.name FROM person p WHERE p.family = x.family ORDER BY p.relationship IS NOT 1, p.sequence, p.id LIMIT 1) AS name, x.takenOn AS since FROM photo x
      WHERE x.takenOn <= @upTo ORDER BY x.takenOn, x.id`,
  },
};
