import { fail } from '../../rules/failure.ts';
import { backupPhotos, restorePhotos } from '../../store/photos/photo-backup.ts';
import { listLocations } from '../../reports/locations.ts';
import { placeBox } from '../../registry/place-box.ts';
import { workOf } from '../../registry/visits/worklist.ts';
import { endEnumerator, listDasawisma, listEnumerators, saveEnumerator, setDasawisma } from '../../registry/visits/enumerators.ts';
import { addPhoto, photoPicture, readPhotoFile, voidPhoto } from '../../registry/visits/photos.ts';
import { readExif } from '../../registry/visits/read-exif.ts';
import { planVisits } from '../../registry/visits/plan-visits.ts';
import { recordVisit, voidVisit } from '../../registry/visits/record-visit.ts';
import { closeRound, listRounds, saveRound } from '../../registry/visits/rounds.ts';
import { checkVisit, decideVisit } from '../../registry/visits/settle-visit.ts';
import { listVisits, openVisits, placeDoubt } from '../../registry/visits/visit-view.ts';
import type { visitCalls } from '../contract/visits.ts';
import type { Context, Handlers } from '../handler.ts';
import { saveForms } from '../save-forms.ts';
import { saveLocations } from '../save-locations.ts';

export const visitHandlers: Handlers<keyof typeof visitCalls> = {
  'enumerator.list': (_input, { reader, scope }) => listEnumerators(reader, scope),
  'enumerator.save': (input, { writer, actor, changed }) => told(saveEnumerator(writer, actor, input), changed),
  'enumerator.end': ({ id, date, reason }, { writer, actor, changed }) => {
    endEnumerator(writer, actor, id, date, reason);
    return told({ ok: true as const }, changed);
  },
  'dasawisma.list': (_input, { reader, scope }) => listDasawisma(reader, scope),
  'dasawisma.set': ({ families, dasawisma }, { writer, actor, changed }) => told(setDasawisma(writer, actor, families, dasawisma), changed),
  'round.list': (_input, { reader, scope }) => listRounds(reader, scope),
  'round.save': (input, { writer, actor, changed }) => told(saveRound(writer, actor, input), changed),
  'round.close': ({ id, reason }, { writer, actor, changed }) => {
    closeRound(writer, actor, id, reason);
    return told({ ok: true as const }, changed);
  },
  'round.work': (input, { host, reader, scope }) => {
    const { groups, total, rows } = workOf(reader, input, scope);
    const named = <T extends { readonly region: string | null }>(one: T): T & { readonly regionName: string | null } => ({ ...one, regionName: one.region === null ? null : (host.regions().get(one.region)?.displayName ?? one.region) });
    return { groups: groups.map(named), total, rows: rows.map(named) };
  },
  'verval.plan': (input, { writer, actor, changed }) => told(planVisits(writer, actor, input), changed),
  'verval.record': (input, context) => {
    requireRecorder(context, 'verval.record');
    const { id, region } = recordVisit(context.writer, context.actor, input);
    return told({ id, place: placeDoubt(context.writer, region, input.location?.latitude ?? null, input.location?.longitude ?? null) }, context.changed);
  },
  'verval.check': (input, { writer, actor, changed }) => told(checkVisit(writer, actor, input), changed),
  'verval.decide': (input, { writer, actor, changed }) => told(decideVisit(writer, actor, input), changed),
  'verval.void': ({ id, reason }, { writer, actor, changed }) => {
    voidVisit(writer, actor, id, reason);
    return told({ ok: true as const }, changed);
  },
  'verval.list': ({ lang, ...query }, { reader, scope }) => listVisits(reader, query, scope, lang),
  'verval.open': (_input, { reader, scope }) => openVisits(reader, scope),
  'place.check': ({ region, latitude, longitude }, { reader }) => {
    const code = region ?? reader.identity.code;
    return { doubt: placeDoubt(reader, code, latitude, longitude), box: placeBox(reader, code) };
  },
  'verval.forms': (input, context) => saveForms(input, context),
  'photo.read': async ({ path }) => {
    const bytes = readPhotoFile(path);
    return { image: bytes.toString('base64'), ...(await readExif(bytes)) };
  },
  'photo.add': async ({ image, path, ...input }, context) => {
    requireRecorder(context, 'photo.add');
    const bytes = path === undefined ? Buffer.from(image ?? '', 'base64') : readPhotoFile(path);
    const said = path === undefined ? {} : await readExif(bytes);
    return told(addPhoto(context.writer, context.actor, context.host.databaseKey(), bytes, { ...said, ...input }), context.changed);
  },
  'photo.get': ({ id }, { reader, scope, host }) => ({ image: photoPicture(reader, scope, host.databaseKey(), id).toString('base64') }),
  'photo.void': ({ id, reason }, { writer, actor, changed }) => {
    voidPhoto(writer, actor, id, reason);
    return told({ ok: true as const }, changed);
  },
  'photo.backup': ({ folder }, { writer, host }) => backupPhotos(writer.dir, host.databaseKey(), folder, writer.now().toISOString()),
  'photo.restore': ({ folder }, { writer, host, changed }) => told(restorePhotos(writer.dir, host.databaseKey(), folder), changed),
  'location.list': ({ filter }, { reader, scope }) => listLocations(reader, filter, scope),
  'location.save': (input, context) => saveLocations(input, context),
};

/** An operator enters what a kader brings; a verifikator may write down what they went to see themselves. */
function requireRecorder({ session }: Context, name: string): void {
  const { permissions, user } = session;
  if (!permissions.includes('register.write') && !permissions.includes('register.verify')) fail('NOT_ALLOWED', { role: user.role, call: name });
}

function told<T>(result: T, changed: Context['changed']): T {
  changed('register');
  return result;
}
