import type { schemeErrorsId } from './scheme-errors.id.ts';

/** English texts of the same refusals. */
export const schemeErrorsEn: Readonly<Record<keyof typeof schemeErrorsId, string>> = {
  SET_ABOVE: 'Schemes and patterns of programmes are set by {name} and come with the reference data. Nothing was changed. Ask {name} to change them.',
  TOO_LONG: 'It is too long to be sent in a package ({most} letters at most). Nothing was saved; what you typed is still there. Name fewer programmes one by one, use their kinds.',
  TARGET_FROM_ABOVE: 'Target lists are made by an office with kelurahan or desa below it. Nothing was made. Those of the city come in SASARAN packages.',
};
