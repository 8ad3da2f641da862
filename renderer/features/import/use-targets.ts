import { fieldLabel } from '../../../db/rules/text.ts';
import { useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { skipTarget } from './mapping-types.ts';
import type { Target } from './mapping-types.ts';

const groups = ['person', 'family', 'programme', 'ranking', 'region', 'other'] as const;

/** What a column can be mapped to, in the words of the window's language. */
export function useTargets(): readonly Target[] {
  const t = useText();
  const language = useLanguage();
  const targets = useCall('import.targets', { lang: language });
  return (targets.data ?? []).filter((each) => each.target !== skipTarget).map((each) => {
    const group = groups.find((one) => one === each.group);
    return { ...each, label: each.entity === null ? each.label : fieldLabel(language, each.entity, each.target.slice(each.target.indexOf('.') + 1)), group: group === undefined ? each.group : t(`imports.group_${group}`) };
  });
}
