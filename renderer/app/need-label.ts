import { needLabel } from '../../db/rules/needs.ts';
import { useLanguage } from '../text/text.ts';
import { useCall } from './calls.ts';

/** What needs are called by the rules in force, the city's own among them. */
export function useNeedLabel(): (need: string) => string {
  const language = useLanguage();
  const rules = useCall('need.rules', {});
  const known = new Map((rules.data?.rules ?? []).map(({ content }) => [content.need, content.label[language]]));
  return (need) => known.get(need) ?? needLabel(language, need);
}
