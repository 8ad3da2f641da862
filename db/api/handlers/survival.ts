import { fail } from '../../rules/failure.ts';
import { VERSION } from '../../rules/version.ts';
import { writeChanges } from '../../store/change-log.ts';
import { tryOnce } from '../../store/failed-tries.ts';
import { takeSnapshot } from '../../store/snapshot.ts';
import { waysBack } from '../../store/ways-back.ts';
import type { survivalCalls } from '../contract/survival.ts';
import type { Handlers } from '../handler.ts';
import { restorePlace } from '../second-person.ts';
import { noteEvent } from '../survival/event-log.ts';
import { checkHealth } from '../survival/health-items.ts';
import { writeSupportBundle } from '../survival/support-bundle.ts';
import { updateBounds } from '../survival/update-bounds.ts';
import { lookForUpdate, takeUpdate } from '../survival/update-check.ts';

export const survivalHandlers: Handlers<keyof typeof survivalCalls> = {
  'recovery.look': ({ user, passphrase }, { host }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    host.lock();
    return tryOnce(restorePlace(host, dir), user, () => waysBack(dir, host.options.profileDir, { user, passphrase }, host.surroundings.now().toISOString())).value;
  },

  'health.check': ({ job }, context) => {
    const tell = context.progress(job);
    const items = checkHealth(context, (done, total) => tell({ phase: 'health', done, total, perSecond: null, secondsLeft: null }));
    const worst = (['bad', 'warn'] as const).find((state) => items.some((item) => item.state === state)) ?? 'ok';
    return { at: context.reader.now().toISOString(), version: VERSION, worst, items };
  },

  'update.look': ({ folder }, { host }) => lookForUpdate(folder, updateBounds(host.options.updateKeys)),

  'update.take': ({ folder }, { host, writer, meta }) => {
    const update = takeUpdate(folder, host.options.profileDir, updateBounds(host.options.updateKeys));
    takeSnapshot(writer, host.secrets().databaseKey, 'update');
    writeChanges(writer, meta('system', { reason: 'update.take', detail: { version: update.version, sha256: update.sha256 } }), () => undefined);
    noteEvent(host.options, { what: 'update', code: update.version });
    return update;
  },

  'support.bundle': ({ path }, context) => {
    const written = writeSupportBundle(path, context.host, context.host.isOpen() ? context : null);
    return { ...written, parts: [...written.parts] };
  },
};
