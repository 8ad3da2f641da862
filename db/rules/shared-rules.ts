import { guardedIn, TWO_PERSON_KEY } from './two-person.ts';
import { twoPersonsSetting } from './two-persons.ts';

/** The settings of an office by key. */
type Settings = Readonly<Record<string, string | undefined>>;

/**
 * A rule of an office that holds at each of its PCs, because it guards what the office owns. (Who else stands by for keys and
 * users is a matter of each PC: it has users and a keyring of its own.)
 */
interface SharedRule {
  readonly name: 'identity' | 'check';
  /** The setting that counts how often the rule was changed: the later word stands. */
  readonly edition: string;
  readonly isOn: (settings: Settings) => boolean;
  /** The setting that says so, beside what else it says. */
  readonly said: (settings: Settings, on: boolean) => { readonly key: string; readonly value: string };
}

/** A rule as it stands at one PC. */
interface SharedState {
  readonly on: boolean;
  readonly edition: number;
}

/** Another NIK or No KK waits for a second person; what one entered is checked by another. */
export const sharedRules: readonly SharedRule[] = [
  {
    name: 'identity', edition: 'security.sharedIdentity', isOn: (settings) => guardedIn(settings[TWO_PERSON_KEY]).includes('identity'),
    said: (settings, on) => ({ key: TWO_PERSON_KEY, value: [...guardedIn(settings[TWO_PERSON_KEY]).filter((act) => act !== 'identity'), ...(on ? ['identity'] : [])].join(',') }),
  },
  {
    name: 'check', edition: 'security.sharedCheck', isOn: (settings) => settings[twoPersonsSetting] !== 'off',
    said: (_settings, on) => ({ key: twoPersonsSetting, value: on ? 'on' : 'off' }),
  },
];

/** How a rule stands; one that was set before editions were counted has the first. */
export function sharedIn(settings: Settings, rule: SharedRule): SharedState {
  const on = rule.isOn(settings);
  const counted = Number(settings[rule.edition] ?? '');
  return { on, edition: counted > 0 ? counted : Number(on !== rule.isOn({})) };
}

/** What stands of two words about one rule: the later; of two that were said apart, that which asks for two people. */
export function laterWord(here: SharedState, told: SharedState): SharedState {
  if (here.edition !== told.edition) return here.edition > told.edition ? here : told;
  return { ...here, on: here.on || told.on };
}
