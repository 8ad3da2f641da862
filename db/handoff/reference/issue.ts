import { fieldsOf } from '../../rules/entities.ts';
import type { EntityKey } from '../../rules/entities.ts';
import { scheduleSince } from '../../rules/due-dates.ts';
import { fail } from '../../rules/failure.ts';
import { codeLists } from '../../rules/lists.ts';
import { isInside } from '../../rules/region-code.ts';
import { mappingPrefix, readSettings, writeSetting } from '../../registry/settings.ts';
import { writeChanges } from '../../store/change-log.ts';
import { getMeta, setMeta } from '../../store/meta.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import { buildPackage } from '../build-package.ts';
import type { OutboxPackage } from '../build-package.ts';
import type { Block } from '../frames.ts';
import { columnsOf, emptyContents, openingOf, reportBlocks } from '../payload.ts';
import type { Contents, Opening } from '../payload.ts';
import { rangesFor } from '../ranges.ts';
import { escrowToTell } from '../escrow/city-escrow.ts';
import { revocationsToTell } from '../revoke.ts';
import { readLedger } from '../sqlite-ledger.ts';
import type { OwnRange } from '../ranges.ts';
import type { Session, Watch } from '../session.ts';
import { trustedCards } from '../trust.ts';
import type { TrustedCard } from '../trust.ts';
import { contentSchema } from './content.ts';
import type { ReferenceContent, ReferenceDraft } from './content.ts';
import { heldReference, issues, keepReference } from './held.ts';

const DRAFT = 'reference.draft';
const NOTHING_SET: ReferenceDraft = { schedule: [], upload: null, asked: [], templates: [] };
/** After a restore an issuer may have forgotten editions that are already out there: the next one leaps over them. */
const LEAP = 1000;

/** Reference data as it leaves: its words, and the records that go along. */
export interface Edition {
  readonly content: ReferenceContent;
  readonly opening: Opening;
  readonly ranges: readonly OwnRange[];
  readonly blocks: (contents: Contents) => Iterable<Block>;
}

/** What this office set for the next edition; null for one that issues none. */
export function referenceDraft(office: Reader): ReferenceDraft | null {
  if (!issues(office)) return null;
  const text = readSettings(office)[DRAFT];
  return text ? { ...NOTHING_SET, ...(JSON.parse(text) as Partial<ReferenceDraft>) } : NOTHING_SET;
}

/** Sets what the next edition says; what is left out stays. Errors: NOT_AN_ISSUER, UPLOAD_ADDRESS, INVALID_INPUT. */
export function setReferenceDraft(office: Writer, user: Session['user'], set: Partial<ReferenceDraft>): void {
  const before = referenceDraft(office) ?? fail('NOT_AN_ISSUER', { name: office.identity.name });
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const draft = contentSchema.pick({ schedule: true, upload: true, asked: true, templates: true }).safeParse({ ...before, ...given });
  if (!draft.success) {
    const [place] = draft.error.issues[0]?.path ?? [];
    return fail(place === 'upload' ? 'UPLOAD_ADDRESS' : 'INVALID_INPUT', place === 'upload' ? {} : { detail: String(place) });
  }
  writeSetting(office, user, DRAFT, JSON.stringify(draft.data));
}

/** Makes the next edition and puts it in force here. Error: NOT_AN_ISSUER. */
export function newEdition(session: Session): Edition {
  const { office, user } = session;
  const draft = referenceDraft(office) ?? fail('NOT_AN_ISSUER', { name: office.identity.name });
  const revoked = revocationsToTell(office);
  const escrow = escrowToTell(office);
  const content: ReferenceContent = {
    ...draft, schedule: scheduleSince(draft.schedule, heldReference(office)?.content.schedule ?? [], today(office)), ...(revoked.length > 0 && { revoked }), ...(escrow !== null && { escrow }), edition: nextEdition(office), issuedAt: office.now().toISOString(),
    mappings: mappingsOf(office), programmes: adaptedProgrammes(office), rules: unowned(office, 'aidRule'), schemes: unowned(office, 'scheme'), needRules: unowned(office, 'needRule'), patterns: unowned(office, 'programmeTemplate'), partners: keptHere(office, 'partner'), agreements: keptHere(office, 'agreement'), cards: vouchedCards(office).map((one) => JSON.stringify(one.card)),
    lists: Object.fromEntries(codeLists.map((list) => [list.name, list.version])),
  };
  writeChanges(office, { user, kind: 'reference', reason: 'reference.issue', detail: { edition: content.edition } }, () => {
    keepReference(office, office.identity, content, null);
    setMeta(office.db, 'reference.epoch', String(office.author.epoch));
  });
  return editionOf(office, content);
}

/** The edition in force with its records, to be sent again or put in starter files. */
function editionOf(office: Reader, content: ReferenceContent): Edition {
  const ledger = readLedger(office);
  const { opening, wire } = openingOf(ledger);
  const ranges = rangesFor(ledger, [], true);
  return {
    content, opening, ranges,
    *blocks(contents) {
      contents.files.reference = 1;
      yield columnsOf('reference', [{ content: JSON.stringify(content) }]);
      yield* reportBlocks(ledger, ranges, wire, contents, 'office', [], { only: ['programme', 'bridge', 'plan', 'indicator', 'indicatorValue'] });
    },
  };
}

/** Builds an ACUAN for these offices, all of them inside this office's region. Errors: NOT_AN_ISSUER, NOT_BELOW. */
export function buildReference(session: Session, receivers: readonly TrustedCard[], watch: Watch): Promise<OutboxPackage> {
  const { office } = session;
  for (const { card } of receivers) if (!isInside(card.code, office.identity.code)) fail('NOT_BELOW', { name: card.name });
  const edition = newEdition(session);
  const contents = emptyContents();
  return buildPackage(session, { kind: 'ACUAN', receivers, ranges: edition.ranges, opening: edition.opening, blocks: edition.blocks(contents), contents }, watch);
}

function nextEdition(office: Reader): number {
  const held = heldReference(office);
  if (!held) return 1;
  const forgot = Number(getMeta(office.db, 'reference.epoch') ?? 1) < epochOf(office);
  return held.content.edition + (forgot ? LEAP : 1);
}

function epochOf(office: Reader): number {
  return sql(office, "SELECT max(e.epoch) FROM epoch e JOIN device d ON d.no = e.device WHERE d.uid = (SELECT value FROM meta WHERE key = 'device')").pluck().get() as number;
}

function mappingsOf(office: Reader): ReferenceContent['mappings'] {
  return Object.entries(readSettings(office)).filter(([key, value]) => key.startsWith(mappingPrefix) && value !== '')
    .map(([key, value]) => ({ name: key.slice(mappingPrefix.length), text: value }));
}

/** The catalogue that every office starts with belongs to nobody: what was changed in it here goes along whole. */
function adaptedProgrammes(office: Reader): ReferenceContent['programmes'] {
  const rows = sql(office, `SELECT * FROM programme p WHERE p.owner IS NULL AND EXISTS (SELECT 1 FROM change c WHERE c.entity = 5 AND c.record = p.id AND c.field > 0) ORDER BY p.id`)
    .all() as Parameters<typeof toRecord>[1][];
  return rows.map((row) => wholeRecord('programme', row));
}

/** Records that nobody owns and that were made or changed here; those that every office starts with are not sent. */
function unowned(office: Reader, entity: 'aidRule' | 'needRule' | 'scheme' | 'programmeTemplate'): ReferenceContent['rules'] {
  const rows = sql(office, `SELECT * FROM "${entity}" ORDER BY id`).all() as Parameters<typeof toRecord>[1][];
  return rows.map((row) => wholeRecord(entity, row));
}

/** Who to call is a person and stays here: reference data and starter files hold none. */
const contacts: readonly string[] = ['contact', 'phone', 'email', 'address', 'notes'];

/** Partners, or agreements, that this office keeps; those of others are theirs to spread. */
function keptHere(office: Reader, entity: 'partner' | 'agreement'): ReferenceContent['partners'] {
  const rows = sql(office, `SELECT * FROM "${entity}" WHERE madeBy = ? ORDER BY id`).all(office.identity.code) as Parameters<typeof toRecord>[1][];
  return rows.map((row) => wholeRecord(entity, row, entity === 'partner' ? contacts : []));
}

function wholeRecord(entity: EntityKey, row: Parameters<typeof toRecord>[1], without: readonly string[] = []): ReferenceContent['programmes'][number] {
  const { uid, values } = toRecord(entity, row);
  return { uid, values: fieldsOf(entity).filter((field) => field.key !== 'owner' && !without.includes(field.key)).map((field): [number, unknown] => [field.id, values[field.key] ?? null]) };
}

/** Cards that this office answers for itself: one that another PC vouched for shows that word wherever it goes. */
function vouchedCards(office: Reader): TrustedCard[] {
  return trustedCards(office).filter((one) => one.checked && one.vouchedBy === null && isInside(one.card.code, office.identity.code) && one.card.officeId !== office.identity.officeId);
}
