export { BulkDialog } from './bulk-dialog.tsx';
export { EmergencyFields, isWhole } from './emergency-fields.tsx';
export type { Emergency } from './emergency-fields.tsx';
export { MoveDialog } from './move-dialog.tsx';
export { PartDialog } from './part-dialog.tsx';
export { PengurusDialog } from './pengurus-dialog.tsx';
export type { LostPengurus } from './pengurus-dialog.tsx';
export { usePrintConcerns } from './print-concerns.tsx';
export { useUndoBulk } from './use-undo-bulk.ts';
