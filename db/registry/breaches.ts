import type { FieldValue } from '../rules/field.ts';
import { mask } from '../rules/mask.ts';
import type { Lang } from '../rules/text.ts';
import { findingText } from '../rules/text.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { mayTouch } from './access.ts';
import type { Scope } from './access.ts';
import type { OfficeName } from './duplicates/pair-sides.ts';
import { loadFamilies } from './family-facts.ts';
import type { FamilyFacts } from './family-facts.ts';
import { findingsOf } from './findings.ts';
import type { Finding } from './findings.ts';
import { byLastChange } from './line-changes.ts';

/** A family that a package left against a rule which no form would have let pass. */
export interface Breach {
  readonly id: string; readonly family: string; readonly name: string | null;
  /** Where it lives, and its masked card: what a family without a head is known by. */
  readonly rt: string | null; readonly rw: string | null; readonly address: string | null; readonly noKk: string | null;
  readonly office: string; readonly officeName: string; readonly own: boolean;
  /** When it came here, and the office whose package brought it; null when a decision here did. */
  readonly at: string; readonly from: string | null;
  readonly problems: readonly { readonly code: string; readonly person: string | null; readonly message: string }[];
}

interface Row { readonly number: number; readonly head: string | null; readonly region: string | null; readonly at: string; readonly from: string | null }

/** The list is for people to work down; what is older comes up as the newer is mended. */
const MOST = 400;

/** Families whose last change came in a package, or from a decision about one, and that break a rule; the latest first. */
export function listBreaches(office: Reader, lang: Lang, scope: Scope, officeName: OfficeName): Breach[] {
  const rows = (sql(office, `SELECT s.family AS number, s.head AS head, s.region AS region, t.at AS at,
      (SELECT p.name FROM packageIn p WHERE p.packageId = t.sourceId LIMIT 1) AS "from"
    FROM tx t CROSS JOIN ${byLastChange} CROSS JOIN familySummary s ON s.family = o.family
    WHERE o.tx = t.id AND s.active = 1 AND l.warnings > 0 AND (t.sourceKind = 'package' OR t.kind IN ('conflict', 'decision')) ORDER BY t.id DESC LIMIT ${MOST}`).all() as Row[])
    .filter((row) => mayTouch(office, row.region, scope));
  const facts = new Map(loadFamilies(office, rows.map((row) => row.number)).map((one) => [one.family.id, one]));
  return rows.flatMap((row) => {
    const one = facts.get(row.number);
    const broken = one === undefined ? [] : blocking(office, one);
    if (one === undefined || broken.length === 0) return [];
    const owner = String(one.family.values.owner ?? office.identity.code);
    return [{
      id: `aturan-${one.family.uid}`, family: one.family.uid, name: row.head, ...knownBy(one), office: owner, officeName: officeName(owner), own: owner === office.identity.code,
      at: row.at, from: row.from,
      problems: broken.map((finding) => ({ code: finding.code, person: nameOf(one, finding.record), message: findingText(lang, finding) })),
    }];
  });
}

function knownBy({ family: { values } }: FamilyFacts): Pick<Breach, 'rt' | 'rw' | 'address' | 'noKk'> {
  const text = (value: FieldValue | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const noKk = text(values.noKk);
  return { rt: text(values.rt), rw: text(values.rw), address: text(values.address), noKk: noKk && mask(noKk) };
}

function blocking(office: Reader, { family, people }: FamilyFacts): Finding[] {
  const checked = { family: { key: family.uid, values: family.values }, people: people.map((person) => ({ key: person.uid, values: person.values })) };
  return findingsOf(office, checked, 'import').filter((finding) => finding.severity === 'block');
}

function nameOf({ people }: FamilyFacts, record: string): string | null {
  const name = people.find((person) => person.uid === record)?.values.name;
  return typeof name === 'string' ? name : null;
}
