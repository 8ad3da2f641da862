/** The numbered checks of "Periksa kesehatan" in their order: the number is said on the telephone and never changes its meaning; new ones go last. */
export const healthKeys = [
  'program', 'database', 'chain', 'imports', 'keyring', 'mark', 'snapshot', 'backup', 'space', 'folder', 'clock', 'quarantine', 'faults', 'memory', 'photos', 'photoBackup', 'held', 'escrow',
] as const;
export type HealthKey = (typeof healthKeys)[number];
