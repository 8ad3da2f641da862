import { fail } from '../../rules/failure.ts';
import { waysBack } from '../../store/ways-back.ts';
import type { survivalCalls } from '../contract/survival.ts';
import type { Handlers } from '../handler.ts';

export const survivalHandlers: Handlers<keyof typeof survivalCalls> = {
  'recovery.look': ({ user, passphrase }, { host }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    host.lock();
    return waysBack(dir, host.options.profileDir, { user, passphrase }, host.surroundings.now().toISOString());
  },
};
