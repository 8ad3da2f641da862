export { numberWords } from './package-words.ts';
export { ScheduleReminder } from './schedule-line.tsx';
export { StickBars } from './stick-bar.tsx';
