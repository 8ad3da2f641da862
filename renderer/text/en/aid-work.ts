import type { aidWork as id } from '../id/aid-work.ts';

export const aidWork: Readonly<Record<keyof typeof id, string>> = {
  letThrough: 'Set the rule aside',
  letThroughTitle: 'Enrol {name} although a rule forbids it',
  letThroughSaid: 'Row {row} {name}: the rule is set aside. It stands in the report of overridden rules once stored.',
  hold: 'Put the rule back',
  enrolShown: 'Enrol those shown',
  everyGroup: 'every running group',
  whoMay: 'Decided by somebody who may',
  whoMayHint: 'The lurah, kepala desa, camat or an admin types the own name and passphrase here. The name is kept with the reason.',
};
