import type { schemesId } from './schemes.id.ts';

/** Words of schemes and target lists, in English. */
export const schemesEn: Readonly<Record<keyof typeof schemesId, string>> = {
  outside: 'Outside the target list',
  outsideFacts: 'this family is not on the target list {lists}',
  listVersion: '{title} (version {version})',
};
