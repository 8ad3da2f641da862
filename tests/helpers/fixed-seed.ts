import fc from 'fast-check';

/**
 * Property tests run with one seed, so that what passed here passes on every machine; `TEPAT_SEED` gives another one
 * (`TEPAT_SEED=random` a new one each time), which is how new counter-examples are looked for.
 */
const wanted = process.env.TEPAT_SEED ?? '20261127';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
