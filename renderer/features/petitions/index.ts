export { TellDialog } from './tell-dialog.tsx';
