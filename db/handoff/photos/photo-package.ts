import { z } from 'zod';
import { fail } from '../../rules/failure.ts';
import { mostPhotoBytes, readJpeg } from '../../rules/photos/jpeg.ts';
import { sql } from '../../store/office.ts';
import { hashOf, photoStorePath, putPictures, withPhotos } from '../../store/photos/photo-store.ts';
import { buildPackage } from '../build-package.ts';
import type { OutboxPackage } from '../build-package.ts';
import type { Tally } from '../apply-context.ts';
import type { OpenedPayload } from '../frames.ts';
import type { Block } from '../frames.ts';
import { columnsOf, emptyContents } from '../payload.ts';
import { heldReceipt } from '../receipt.ts';
import type { Connection } from '../../store/connection.ts';
import type { Session, Watch } from '../session.ts';
import { relationTo } from '../trust.ts';
import type { TrustedCard } from '../trust.ts';

/** A photo package holds so much at most; what is left goes with the next. */
export const mostPackageMiB = 32;
const MIB = 2 ** 20;

/** A picture a block: the largest frame holds it easily, and only one is in memory. */
const line = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), data: z.string().max(Math.ceil((mostPhotoBytes * 4) / 3) + 4) });

interface Outgoing { readonly sha256: string; readonly size: number }

/**
 * The pictures of this office's photos that a receiver does not have yet, the oldest first, up to the cap. They travel
 * apart from the report: it never waits for them. A neighbour gets those of the families that were handed over to it, and no others. A receipt says which package of pictures came; where a later receipt
 * does not name it, its stick was lost, and they go again. Errors: PHOTO_NONE and those of `buildPackage`.
 */
export async function buildPhotos(session: Session, receivers: readonly TrustedCard[], watch: Watch): Promise<OutboxPackage> {
  const { office, secrets } = session;
  const receiver = receivers[0]?.card.officeId ?? '';
  const code = receivers[0]?.card.code ?? '';
  const own = relationTo(office.identity.code, code) === 'other' ? '' : 'owner = @own OR';
  const named = sql(office, `SELECT DISTINCT sha256 FROM photo WHERE voided IS NULL AND (${own} family IN (SELECT family FROM transfer WHERE fromCode = @own AND toCode = @to AND state = 'accepted')) ORDER BY id`)
    .pluck().all({ own: office.identity.code, to: code }) as string[];
  const file = photoStorePath(office.dir);
  const answer = heldReceipt(office, receiver);
  const answered = answer === null ? '' : `${answer.at} ${answer.sequence}`;
  const chosen = withPhotos(file, secrets.databaseKey, (db) => {
    noteTaken(db, receiver, answer);
    const size = db.prepare(`SELECT sha256, length(bytes) AS size FROM picture WHERE sha256 = @sha256 AND NOT EXISTS (SELECT 1 FROM given WHERE given.sha256 = picture.sha256 AND receiver = @receiver)
      AND NOT EXISTS (SELECT 1 FROM sent WHERE sent.sha256 = picture.sha256 AND receiver = @receiver AND answered = @answered)`);
    return upTo(named.flatMap((sha256) => (size.get({ sha256, receiver, answered }) as Outgoing | undefined) ?? []));
  });
  if (chosen.length === 0) fail('PHOTO_NONE');
  const contents = emptyContents();
  const built = await buildPackage(session, { kind: 'FOTO', receivers, ranges: [], opening: { devices: [] }, blocks: blocksOf(session, chosen, contents.files), contents }, watch);
  withPhotos(file, secrets.databaseKey, (db) => {
    const note = db.prepare('INSERT OR REPLACE INTO sent (sha256, receiver, package, answered) VALUES (?, ?, ?, ?)');
    db.transaction(() => { for (const { sha256 } of chosen) note.run(sha256, receiver, built.packageId, answered); }).immediate();
  });
  return built;
}

/** What the receiver says it took it has for good. */
function noteTaken(db: Connection, receiver: string, answer: ReturnType<typeof heldReceipt>): void {
  const note = db.prepare('INSERT OR IGNORE INTO given (sha256, receiver, at) SELECT sha256, receiver, ? FROM sent WHERE receiver = ? AND package = ?');
  for (const { kind, outcome, packageId, at } of answer?.content.packages ?? []) if (kind === 'FOTO' && outcome === 'accepted') note.run(at, receiver, packageId);
}

function upTo(all: readonly Outgoing[]): Outgoing[] {
  let left = mostPackageMiB * MIB;
  return all.filter(({ size }) => (left -= size) >= 0);
}

function* blocksOf({ office, secrets }: Session, chosen: readonly Outgoing[], files: Record<string, number>): Generator<Block> {
  for (const { sha256 } of chosen) {
    const bytes = withPhotos(photoStorePath(office.dir), secrets.databaseKey, (db) => db.prepare('SELECT bytes FROM picture WHERE sha256 = ?').pluck().get(sha256) as Buffer | undefined);
    if (bytes === undefined || hashOf(bytes) !== sha256) continue;
    const block = columnsOf('photo', [{ sha256, data: bytes.toString('base64') }]);
    files[block.file] = (files[block.file] ?? 0) + 1;
    yield block;
  }
}

/** Takes the pictures of a photo package: each only if it is a photo and gives its hash; nothing of the register changes. */
export function takePhotos({ office, secrets }: Session, opened: OpenedPayload, tally: Tally): Tally {
  let applied = 0;
  let unchanged = 0;
  let quarantined = 0;
  withPhotos(photoStorePath(office.dir), secrets.databaseKey, (db) => {
    for (const block of opened.blocks()) {
      const said = line.safeParse(Object.fromEntries(Object.entries(block.columns).map(([key, column]) => [key, column[0]])));
      const bytes = said.success ? Buffer.from(said.data.data, 'base64') : null;
      if (!said.success || bytes === null || block.rows !== 1 || bytes.length > mostPhotoBytes || hashOf(bytes) !== said.data.sha256 || !readJpeg(bytes)) quarantined += 1;
      else if (putPictures(db, [{ sha256: said.data.sha256, bytes, at: office.now().toISOString() }]) === 1) applied += 1;
      else unchanged += 1;
    }
  });
  return { ...tally, applied, unchanged, quarantined };
}
