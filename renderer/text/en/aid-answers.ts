import type { aidAnswers as words } from '../id/aid-answers.ts';

export const aidAnswers: Record<keyof typeof words, string> = {
  title: 'Four questions about aid',
  making: 'Being counted for the whole register …',
  count_overlap: 'Overlap: {n}',
  count_missed: 'Missed: {n}',
  count_ineligible: 'Not eligible: {n}',
  count_anomalies: 'Odd: {n}',
  trend: 'Number of rows at the end of each period',
  trendNote: 'By what is recorded now about that date: parts in programmes, ages, deaths, moves and rules as of the date; desil, needs and other answers as last recorded. Choose a number to see its list.',
  counting: 'Counting …',
  step: 'Period',
  step_month: 'Each month',
  step_quarter: 'Each quarter',
  step_year: 'Each year',
  points: 'How many',
  pointsOf: '{n} periods',
  open: '{n} rows on {day}: open the list',
  today: 'Today',
  pastDay: 'On the day',
  asOf: 'as of {day}',
  backToToday: 'To today',
};
