export { FormsDialog } from './forms-dialog.tsx';
export { VisitDialog } from './visit-dialog.tsx';
export { stateSeverity, wordsOf } from './visit-words.ts';
export type { Visit } from './visit-words.ts';
