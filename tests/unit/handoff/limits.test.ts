import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCard } from '../../../db/handoff/card.ts';
import { frameStore } from '../../../db/handoff/frame-store.ts';
import { decodeFrames, encodeFrames } from '../../../db/handoff/frames.ts';
import type { Block } from '../../../db/handoff/frames.ts';
import { fitsField } from '../../../db/handoff/guard.ts';
import { headerBytes, parseHeader } from '../../../db/handoff/header.ts';
import { readReceipt } from '../../../db/handoff/receipt.ts';
import { contentSchema } from '../../../db/handoff/reference/content.ts';
import { readStarter } from '../../../db/handoff/reference/starter.ts';
import { readLetGo, readOffer, readReply } from '../../../db/handoff/transfer/paper.ts';
import { readPapers } from '../../../db/handoff/transfer/papers.ts';
import { isFailure } from '../../../db/rules/failure.ts';
import { plainHeader } from '../../helpers/plain-header.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/package-format.md'), 'utf8');
const folder = temporaryFolder('limits');

/** Whether the reader takes something of this size, or number, at this place. */
type Takes = (size: number) => boolean | Promise<boolean>;

const text = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const header = (change: (size: number) => object): Takes => (size) => {
  const read = parseHeader(headerBytes({ ...plainHeader, ...change(size) }));
  return read !== null && 'header' in read;
};
const origin = (change: (size: number) => object): Takes => header((size) => ({ origin: { ...plainHeader.origin, ...change(size) } }));
async function takesBlocks(blocks: readonly Block[]): Promise<boolean> {
  const store = frameStore(join(folder, 'frames'));
  try {
    await decodeFrames(encodeFrames({ devices: [] }, blocks), store);
    return true;
  } catch {
    return false;
  } finally {
    store.drop();
  }
}
const block = (file: string, rows: number): Block => ({ file, rows, columns: { a: many(rows, 1) } });
const field = (kind: 'text' | 'ref' | 'code', value: (size: number) => unknown): Takes => (size) => fitsField({ id: 1, kind }, value(size));
function throwsNot(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
const receipt = (file: string, row: (size: number) => Record<string, unknown>): Takes => (size) => throwsNot(() => readReceipt({ opening: {}, blocks: function* () {
  yield { file, rows: 1, columns: Object.fromEntries(Object.entries(row(size)).map(([key, value]) => [key, [value]])) };
} }));
const position = { device: 'd', epoch: 1, counter: 1 };
const exception = { kind: 'parked', code: 'X', entity: 1, record: 'r', field: 0, device: 'd', epoch: 1, counter: 1, at: 't' };
const content = { edition: 1, issuedAt: 't', schedule: [], upload: null, asked: [], templates: [], mappings: [], programmes: [], cards: [], lists: {} };
const reference = (change: (size: number) => object): Takes => (size) => contentSchema.safeParse({ ...content, ...change(size) }).success;
const every = { code: '', every: 'week', day: 1, grace: 0 };
const record = { uid: 'u', values: [] };
const offer = { id: 'i', family: 'f', step: 1, from: '64.74.03.1001', fromName: 'A', to: '64.74.03.1002', toName: 'B', reason: 'r', at: 't', by: 'b', signer: 's', records: [[1, 'f']], upTo: [] };
const paper = (read: (signed: { text: string; signature: string }) => unknown, base: object, change: (size: number) => object): Takes => (size) => read({ text: JSON.stringify({ ...base, ...change(size) }), signature: '' }) !== null;
/** Whether a file of so many bytes, these and spaces, is read; one that is too large is not looked into. */
const file = (name: string, start: string, read: (path: string) => unknown, unread: string): Takes => (size) => {
  const path = join(folder, name);
  writeFileSync(path, start.padEnd(size));
  try {
    read(path);
    return true;
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.code !== unread;
  }
};

/** How each limit of section 11 is tried. */
const limits: Readonly<Record<string, Takes>> = {
  'header `packageId`, ids of offices and devices': async (size) => (await header((length) => ({ packageId: text(length) }))(size)) && (await origin((length) => ({ officeId: text(length) }))(size)) && (await origin((length) => ({ deviceId: text(length) }))(size)),
  'header `kind`': header((size) => ({ kind: text(size) })),
  'header region codes': origin((size) => ({ code: text(size) })),
  'header names of offices': origin((size) => ({ name: text(size) })),
  'header `keyId`, `nonce`, `stream`, `profile`': async (size) => (await origin((length) => ({ keyId: text(length) }))(size)) && (await header((length) => ({ stream: text(length) }))(size))
    && (await header((length) => ({ epoch: { ...plainHeader.epoch, nonce: text(length) } }))(size)) && (await header((length) => ({ privacy: { profile: text(length), withheld: [] } }))(size)),
  'header `schema.version`, `createdBy`, `approvedBy.name`': async (size) => (await header((length) => ({ schema: { version: text(length), lists: {} } }))(size)) && (await header((length) => ({ createdBy: text(length) }))(size))
    && (await header((length) => ({ approvedBy: { name: text(length), at: 't' } }))(size)),
  'header `createdAt`, `approvedBy.at`': async (size) => (await header((length) => ({ createdAt: text(length) }))(size)) && (await header((length) => ({ approvedBy: { name: 'n', at: text(length) } }))(size)),
  'header `application`': header((size) => ({ application: text(size) })),
  'header `chain`': header((size) => ({ chain: many(size, { epoch: 1, counter: 1, head: '0'.repeat(64) }) })),
  'header `introduction.card`': header((size) => ({ introduction: { card: text(size), proof: 'p' } })),
  'header `succession`': header((size) => ({ succession: many(size, { previous: 'p', card: 'c', epoch: 1, counter: 1, signature: 's' }) })),
  'header `succession` cards': header((size) => ({ succession: [{ previous: 'p', card: text(size), epoch: 1, counter: 1, signature: 's' }] })),
  'header `vouchers`': header((size) => ({ vouchers: many(size, { by: 'p', card: 'c', signature: 's' }) })),
  'header `vouchers` cards': header((size) => ({ vouchers: [{ by: 'p', card: text(size), signature: 's' }] })),
  'rows of a block': (size) => takesBlocks([block('a', size)]),
  'name of a file inside the payload': (size) => takesBlocks([block(text(size), 1)]),
  'a text, a JSON field, the `raw` of a code': async (size) => (await field('text', text)(size)) && (await field('code', (length) => ({ list: 'l', version: 'v', code: null, raw: text(length) }))(size)),
  'id of a record, a reference': field('ref', text),
  'receipt texts': (size) => receipt('position', (length) => ({ ...position, device: text(length) }))(size),
  'receipt `kind` of an exception, `order`': async (size) => (await receipt('exception', (length) => ({ ...exception, kind: text(length) }))(size)) && (await receipt('order', (length) => ({ order: text(length), device: 'd', epoch: 1 }))(size)),
  'receipt `record`': receipt('exception', (size) => ({ ...exception, record: text(size) })),
  'ACUAN `schedule`': reference((size) => ({ schedule: many(size, every) })),
  'ACUAN `day` of the schedule': reference((size) => ({ schedule: [{ ...every, day: size }] })),
  'ACUAN `upload.certificate`': reference((size) => ({ upload: { url: 'https://kota.example', certificate: text(size) } })),
  'ACUAN `asked`, `schemes`, `needRules`': async (size) => (await reference((count) => ({ asked: many(count, [2, 65]) }))(size)) && (await reference((count) => ({ schemes: many(count, record) }))(size)) && (await reference((count) => ({ needRules: many(count, record) }))(size)),
  'ACUAN `templates`': reference((size) => ({ templates: many(size, { name: 'n', text: 't' }) })),
  'ACUAN text of a template': reference((size) => ({ templates: [{ name: 'n', text: text(size) }] })),
  'ACUAN `mappings`': reference((size) => ({ mappings: many(size, { name: 'n', text: 't' }) })),
  'ACUAN text of a mapping': reference((size) => ({ mappings: [{ name: 'n', text: text(size) }] })),
  'ACUAN `patterns`': reference((size) => ({ patterns: many(size, record) })),
  'ACUAN `programmes`, `rules`, `partners`': async (size) => (await reference((count) => ({ programmes: many(count, record) }))(size)) && (await reference((count) => ({ rules: many(count, record) }))(size)) && (await reference((count) => ({ partners: many(count, record) }))(size)),
  'ACUAN `agreements`, `cards`, `revoked`': async (size) => (await reference((count) => ({ agreements: many(count, record) }))(size)) && (await reference((count) => ({ cards: many(count, 'c') }))(size))
    && (await reference((count) => ({ revoked: many(count, { card: 'c', reason: 'r', epoch: 1, counter: 1 }) }))(size)),
  'PINDAH records of an offer, changes of a reply': async (size) => (await paper(readOffer, offer, (count) => ({ records: many(count, [1, 'f']) }))(size))
    && (await paper(readReply, { id: 'i', verdict: 'accepted', reason: '', at: 't', by: 'b', signer: 's', epoch: 1 }, (count) => ({ changes: many(count, [1, 'f', 1]) }))(size)),
  'PINDAH `upTo`': async (size) => (await paper(readOffer, offer, (count) => ({ upTo: many(count, ['d', 1, 1]) }))(size)) && (await paper(readLetGo, { id: 'i', signer: 's', at: 't', by: 'b' }, (count) => ({ upTo: many(count, ['d', 1, 1]) }))(size)),
  'PINDAH texts of a paper': paper(readOffer, offer, (size) => ({ reason: text(size) })),
  'PINDAH `letGo` of a family': (size) => throwsNot(() => readPapers({ file: 'transfer', rows: 1, columns: { offer: ['o'], offerSignature: ['s'], letGo: [many(size, { text: 't', signature: 's' })] } })),
  'a card file, bytes': file('kartu.tepatcard', readFileSync(join(import.meta.dirname, '../../fixtures/handoff/kartu.tepatcard'), 'utf8'), readCard, 'CARD_UNREADABLE'),
  'a starter file, bytes': file('mulai.tepatmulai', '{"format":{"major":2,"minor":0}}', readStarter, 'STARTER_UNREADABLE'),
};

describe('section 11 of the page', () => {
  const rows = [...(page.split('## 11. Limits')[1] ?? '').matchAll(/^\| (.+?) \| ([\d,]+) \|/gm)].map(([, name = '', most = '']) => [name, Number(most.replaceAll(',', ''))] as const);

  it('names what is tried here, and nothing else', () => {
    expect(rows.map(([name]) => name).sort()).toEqual(Object.keys(limits).sort());
  });

  it.each(rows)('%s: %i is taken, one more is refused', async (name, most) => {
    expect(await limits[name]?.(most)).toBe(true);
    expect(await limits[name]?.(most + 1)).toBe(false);
  });
});

describe('section 12 of the page', () => {
  /** Where files are judged, and what these say that is no fate of a file. */
  const judges = ['envelope', 'container', 'guard', 'open-payload', 'receive', 'judge', 'take-kind', 'apply', 'with-sender', 'vouched', 'follow-up'];
  const others = ['CANCELLED', 'DISK_FULL', 'SQLITE_FULL', 'TANDA_TERIMA', 'PACKAGE_TOO_BIG', 'ENOSPC', 'ENOENT', 'LAPORAN', 'TERUSAN', 'ACUAN', 'SASARAN', 'FOTO', 'PINDAH'];

  it('names every reason for which a file or a change is not taken, and no other', () => {
    const said = judges.flatMap((name) => [...readFileSync(join(import.meta.dirname, `../../../db/handoff/${name}.ts`), 'utf8').matchAll(/'([A-Z]{4,}(?:_[A-Z]+)*|[A-Z]+_[A-Z_]+)'/g)].map(([, code = '']) => code)).filter((code) => !others.includes(code));
    const named = [...(page.split('## 12. What becomes of a file')[1] ?? '').matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, code = '']) => code).filter((code) => !['NEW_EPOCH', 'NEWER_SCHEMA'].includes(code));
    expect([...new Set(named)].sort()).toEqual([...new Set(said)].sort());
  });
});

describe('the order and form of blocks', () => {
  it('blocks of one file follow each other, and a column without a value is left out', async () => {
    expect(await takesBlocks([block('a', 1), block('a', 1), block('b', 1)])).toBe(true);
    expect(await takesBlocks([block('a', 1), block('b', 1), block('a', 1)])).toBe(false);
    expect(await takesBlocks([{ file: 'a', rows: 2, columns: { x: [1, null] } }])).toBe(true);
    expect(await takesBlocks([{ file: 'a', rows: 2, columns: { x: [1, 2], y: [null, null] } }])).toBe(false);
    expect(await takesBlocks([{ file: 'a', rows: 2, columns: { x: [1] } }])).toBe(false);
  });
});
