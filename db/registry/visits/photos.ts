import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fail } from '../../rules/failure.ts';
import { mostPhotoBytes, mostPhotos, mostPhotoSide, readJpeg } from '../../rules/photos/jpeg.ts';
import { visitState } from '../../rules/visits/visit.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { getPicture, hashOf, photoStorePath, putPictures, withPhotos } from '../../store/photos/photo-store.ts';
import { needFamily, needRecord, requireOwn } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import { voidReason } from '../states.ts';
import { needVisit, requireState } from './record-visit.ts';

export interface PhotoInput {
  readonly visit: string;
  /** Code of TEPAT.isiFoto. */
  readonly subject: number;
  readonly takenOn?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  readonly note?: string | null | undefined;
}

/** A camera writes 3 to 20 MB; what is larger is no photo of a house. */
const MOST_FILE_BYTES = 40 * 2 ** 20;

/** The bytes of a photo file as they are. Error: PHOTO_BAD. */
export function readPhotoFile(path: string): Buffer {
  const size = statSync(path, { throwIfNoEntry: false });
  if (!size?.isFile() || size.size > MOST_FILE_BYTES) fail('PHOTO_BAD', { file: basename(path) });
  const bytes = readFileSync(path);
  return readJpeg(bytes) ? bytes : fail('PHOTO_BAD', { file: basename(path) });
}

/** Keeps a photo of a visit that nobody approved yet. The picture is stored first: a record never points to nothing. Errors: PHOTO_BAD, PHOTO_TOO_LARGE, PHOTO_TOO_MANY, VISIT_STATE, NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function addPhoto(office: Writer, actor: Actor, key: Uint8Array, bytes: Uint8Array, input: PhotoInput): { id: string; sha256: string; bytes: number } {
  const visit = needVisit(office, input.visit, actor);
  requireState(visit, [visitState.task, visitState.planned, visitState.visited, visitState.returned]);
  const picture = readJpeg(bytes) ?? fail('PHOTO_BAD', { file: '' });
  if (picture.bytes.length > mostPhotoBytes || Math.max(picture.width, picture.height) > mostPhotoSide) fail('PHOTO_TOO_LARGE', { kib: Math.ceil(picture.bytes.length / 1024), most: mostPhotoBytes / 1024 });
  const sha256 = hashOf(picture.bytes);
  const present = sql(office, 'SELECT uid, sha256 FROM photo WHERE visit = ? AND voided IS NULL').all(visit.uid) as { uid: string; sha256: string }[];
  const same = present.find((one) => one.sha256 === sha256);
  if (same) return { id: same.uid, sha256, bytes: picture.bytes.length };
  if (present.length >= mostPhotos) fail('PHOTO_TOO_MANY', { count: present.length });
  withPhotos(photoStorePath(office.dir), key, (db) => putPictures(db, [{ sha256, bytes: Buffer.from(picture.bytes), at: office.now().toISOString() }]));
  return writeChanges(office, { user: actor.user, kind: 'verval' }, (log) => {
    const { uid } = log.create('photo', {
      owner: office.identity.code, visit: visit.uid, family: visit.values.family ?? null, sha256, bytes: picture.bytes.length, width: picture.width, height: picture.height, subject: input.subject,
      takenOn: input.takenOn ?? null, latitude: input.latitude ?? null, longitude: input.longitude ?? null, note: input.note?.trim() || null,
    });
    return { id: uid, sha256, bytes: picture.bytes.length };
  });
}

/** A photo no longer counts as evidence; the picture stays under its hash, for whoever asks about the history. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, VISIT_STATE. */
export function voidPhoto(office: Writer, actor: Actor, id: string, reason: string): void {
  const photo = needRecord(office, 'photo', id);
  requireOwn(office, photo);
  requireState(needVisit(office, String(photo.values.visit), actor), [visitState.task, visitState.planned, visitState.visited, visitState.returned]);
  writeChanges(office, { user: actor.user, kind: 'verval', reason }, (log) => log.update('photo', photo.id, { voided: voidReason.mistake }));
}

/** The picture of a photo. Errors: NOT_FOUND, OUTSIDE_AREA, PHOTO_MISSING (it stayed where it was taken), PHOTO_STORE_DAMAGED. */
export function photoPicture(office: Reader, scope: Scope, key: Uint8Array, id: string): Buffer {
  const photo = needRecord(office, 'photo', id);
  needFamily(office, resolveAlias(office, 'family', String(photo.values.family)), scope);
  return getPicture(office.dir, key, String(photo.values.sha256)) ?? fail('PHOTO_MISSING');
}
