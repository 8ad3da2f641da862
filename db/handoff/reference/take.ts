import { fieldOfId, fieldsOf, entityOfId } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { isInside } from '../../rules/region-code.ts';
import { mappingPrefix, putSetting } from '../../registry/settings.ts';
import type { Log } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import { applyBlocks } from '../apply.ts';
import { writeLedger } from '../sqlite-ledger-writer.ts';
import { applyContext } from '../apply-context.ts';
import type { Tally } from '../apply-context.ts';
import { readCardText } from '../card.ts';
import type { Header } from '../header.ts';
import type { Block } from '../frames.ts';
import { fitsField } from '../guard.ts';
import { takeRevocation } from '../revoke.ts';
import { keepVouched } from '../trust.ts';
import { contentSchema } from './content.ts';
import type { ReferenceContent } from './content.ts';
import { heldReference, keepReference } from './held.ts';

/** Where reference data comes from. */
export interface ReferenceSource {
  readonly code: string;
  readonly name: string;
  /** The PC that wrote it: its ids lie in the ranges. */
  readonly deviceId: string;
  readonly ranges: Header['ranges'];
  readonly opening: unknown;
  readonly blocks: Iterable<Block>;
  readonly sha256: string;
}

/**
 * Takes reference data within a transaction: the city's words replace what was in force, whole; an older edition than the
 * one in force changes nothing (null). Programmes and bridges go through the merge as in a report, without moving
 * positions. A field that is newly asked for is sent again for every family of ours.
 */
export function takeReference(office: Writer, log: Log, source: ReferenceSource): Tally | null {
  const at = office.now().toISOString();
  const bounds = { area: source.code, ownCode: office.identity.code, sender: source.code, sibling: source.code === office.identity.code };
  const ledger = writeLedger(office, log);
  const context = applyContext(ledger, { ranges: source.ranges, origin: source }, source.opening, bounds, source.sha256, at);
  let content: ReferenceContent | null = null;
  const held = heldReference(office);
  const before = new Set(held?.content.asked.map(String));
  const [first, rest] = split(source.blocks);
  if (first?.file !== 'reference') throw new Error('reference data begins with its content');
  content = contentSchema.parse(JSON.parse(String(first.columns.content?.[0])));
  if (held && isNewer(held.issuer, held.content.edition, source.code, content.edition)) return null;
  applyBlocks(context, rest);
  keepReference(office, source, content, at);
  takeMappings(office, log, content.mappings, held?.content.mappings ?? []);
  context.tally.applied += takeUnowned(office, log, 'programme', content.programmes) + takeUnowned(office, log, 'aidRule', content.rules)
    + takeUnowned(office, log, 'scheme', content.schemes) + takeUnowned(office, log, 'needRule', content.needRules) + takeUnowned(office, log, 'programmeTemplate', content.patterns)
    + takeUnowned(office, log, 'partner', content.partners) + takeUnowned(office, log, 'agreement', content.agreements);
  for (const said of content.revoked ?? []) takeRevocation(office, said, source, at);
  for (const text of content.cards) takeCard(office, text, source, at);
  sendAgain(office, log, content.asked.filter((one) => !before.has(String(one))));
  ledger.refresh();
  return context.tally;
}

function split(blocks: Iterable<Block>): [Block | undefined, Iterator<Block>] {
  const iterator = blocks[Symbol.iterator]();
  return [iterator.next().value as Block | undefined, iterator];
}

/** What is in force is newer; another issuer's word counts only when it stands above the one in force. */
function isNewer(heldBy: string, held: number, by: string, edition: number): boolean {
  if (heldBy === by) return held >= edition;
  return isInside(by, heldBy);
}

/** The city's mapping takes the name; one made here under that name is kept beside it. */
function takeMappings(office: Writer, log: Log, mappings: ReferenceContent['mappings'], earlier: ReferenceContent['mappings']): void {
  for (const { name, text } of mappings) {
    const key = mappingPrefix + name;
    const row = sql(office, "SELECT id, value FROM setting WHERE key = ? AND value IS NOT NULL AND value <> ''").get(key) as { id: number; value: string } | undefined;
    if (row?.value === text) continue;
    const theirs = row === undefined || earlier.some((one) => one.name === name && one.text === row.value);
    if (!theirs) keepAside(office, log, name, row.value);
    putSetting(office, log, key, text);
  }
}

function keepAside(office: Writer, log: Log, name: string, text: string): void {
  const aside = `${name} (setempat)`;
  const renamed = JSON.stringify({ ...(JSON.parse(text) as object), name: aside });
  putSetting(office, log, mappingPrefix + aside, renamed);
}

/** Programmes of the common catalogue, their patterns, rules, schemes, partners and agreements become what the city made of them; nobody owns them, so that they do not travel back. */
function takeUnowned(office: Writer, log: Log, entity: 'programme' | 'aidRule' | 'needRule' | 'scheme' | 'programmeTemplate' | 'partner' | 'agreement', records: ReferenceContent['programmes']): number {
  let changed = 0;
  for (const { uid, values } of records) {
    const said: Record<string, FieldValue> = {};
    for (const [number, value] of values) {
      const field = fieldOfId(entity, number);
      if (field && field.key !== 'owner' && fitsField(field, value)) said[field.key] = value;
    }
    const record = findRecord(office, entity, uid);
    if (!record) {
      log.create(entity, said, uid);
      changed += 1;
    } else if ((record.values.owner ?? null) === null) changed += log.update(entity, record.id, said);
  }
  return changed;
}

/** A card that the city vouches for is trusted for its own region; a known PC's card is never replaced this way. */
function takeCard(office: Writer, text: string, by: { readonly code: string; readonly name: string }, at: string): void {
  const card = readCardText(text);
  if (card && isInside(card.code, by.code) && card.practice === office.identity.practice) keepVouched(office, card, by.name, at);
}

/** Fields asked for anew are written once more, unchanged, so that the next report carries them: old answers come along. */
function sendAgain(office: Writer, log: Log, asked: ReferenceContent['asked']): void {
  for (const [entityId, number] of asked) {
    const entity = entityOfId(entityId)?.key;
    const field = entity && fieldsOf(entity).find((one) => one.id === number && one.withheld);
    if (!entity || !field) continue;
    const rows = sql(office, `SELECT uid FROM "${entity}" WHERE owner = ? AND ("${field.key}" IS NOT NULL OR raw LIKE ?) ORDER BY id`).pluck().all(office.identity.code, `%"${field.key}"%`) as string[];
    for (const uid of rows) {
      const record = findRecord(office, entity, uid);
      if (record) log.settle(entity, record.id, { [field.key]: record.values[field.key] ?? null }, []);
    }
  }
}
