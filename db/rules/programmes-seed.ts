import { localProgrammes } from './programmes/local.ts';
import { nationalOther } from './programmes/national-other.ts';
import { nationalSocial } from './programmes/national-social.ts';
import type { ProgrammeSeed } from './programmes/programme-seed.ts';

export type { ProgrammeSeed } from './programmes/programme-seed.ts';

/** The national and local programmes that the catalogue of a new office starts with. */
export const programmeSeeds: readonly ProgrammeSeed[] = [...nationalSocial, ...nationalOther, ...localProgrammes];
