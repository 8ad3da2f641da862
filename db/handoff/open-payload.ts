import { fail } from '../rules/failure.ts';
import type { Reader } from '../store/office.ts';
import { ageIdentities } from './card.ts';
import type { Envelope } from './envelope.ts';
import { filePieces } from './file-io.ts';
import { frameStore } from './frame-store.ts';
import type { FrameStore } from './frame-store.ts';
import { decodeFrames } from './frames.ts';
import type { OpenedPayload } from './frames.ts';
import { isBare } from './header.ts';
import { keyId, openStream, recipientOf } from './seal.ts';

/**
 * Opens a payload, checks all of it against its manifest, outside the database, and hands it to `work`; what does not fit
 * in memory lies locked in the inbox until then. Errors: KEY_MISSING (sealed for other keys), PACKAGE_UNREADABLE, those of
 * `work`.
 */
export async function withPayload<T>(office: Reader, envelope: Envelope, name: string, work: (opened: OpenedPayload) => T | Promise<T>): Promise<T> {
  const store = frameStore(`${envelope.file}.frames`);
  try {
    return await work(await openPayload(office, envelope, name, store));
  } finally {
    store.drop();
  }
}

async function openPayload(office: Reader, envelope: Envelope, name: string, store: FrameStore): Promise<OpenedPayload> {
  const params = { file: name, from: envelope.header.origin.name };
  const identities = ageIdentities(office);
  const mine = new Set(await Promise.all(identities.map(async (identity) => keyId(await recipientOf(identity)))));
  if (!envelope.header.destination.some((one) => one.devices.some((device) => mine.has(device.keyId)))) fail('KEY_MISSING', params);
  try {
    const opened = await decodeFrames(await openStream(sealedStream(envelope), identities), store);
    if (isBare(envelope.header.kind) && JSON.stringify((opened.opening as { devices?: unknown } | null)?.devices) !== '[]') throw new Error('a package without changes names no devices');
    return opened;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOSPC') throw error;
    return fail('PACKAGE_UNREADABLE', params);
  }
}

function sealedStream(envelope: Envelope): ReadableStream<Uint8Array> {
  const pieces = filePieces(envelope.file, envelope.payload.start, envelope.payload.bytes);
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(Uint8Array.from(value));
    },
    cancel() {
      pieces.return(undefined);
    },
  });
}
