import type { Translate } from '../../text/text.ts';

const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** "Setor tiap Jumat": a schedule in words. */
export function scheduleWords(t: Translate, every: 'week' | 'month', day: number): string {
  if (every === 'month') return t('exchange.everyMonth', { day });
  const known = days.find((each) => each === day) ?? 1;
  return t('exchange.everyWeek', { day: t(`exchange.day_${known}`) });
}

/** The days of a week as choices. */
export function weekDays(t: Translate): { value: string; label: string }[] {
  return days.map((day) => ({ value: String(day), label: t(`exchange.day_${day}`) }));
}
