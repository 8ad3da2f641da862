export { LetterDialog } from './letter-dialog.tsx';
export { LetterheadSection } from './letterhead-section.tsx';
export { LettersScreen } from './letters-screen.tsx';
export { ListDialog } from './list-dialog.tsx';
export { TemplatesSection } from './templates-section.tsx';
