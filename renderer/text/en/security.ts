import type { security as id } from '../id/security.ts';

/** Texts about users, keys and how the office is guarded. */
export const security: Readonly<Record<keyof typeof id, string>> = {
  ownTitle: 'Choose a passphrase of your own, {name}',
  ownHint: 'The passphrase you just used was made by somebody else and is good for one sign-in. The new one is known to you only.',
  ownGiven: 'The passphrase you were given',
  ownLater: 'Lock again',
};
