import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import type { FormControl } from './form-control.ts';
import { blockBeside } from './form-state.ts';
import type { FormStore } from './form-store.ts';
import { useFormState } from './form-store.ts';

interface FormKeys {
  readonly control: FormControl;
  readonly store: FormStore;
  readonly save: (next: boolean) => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly fill: () => Promise<void>;
  readonly nextNote: () => Promise<void>;
}

/** The keys of the form, as the bottom line and F1 list them. Enter, `?`, `=` and Ctrl+; belong to the fields. */
export function useFormKeys({ control, store, save, leave, fill, nextNote }: FormKeys): void {
  const t = useText();
  const { place, people, id, event } = useFormState(store);
  const inBlocks = event === null;
  const inPeople = inBlocks && place.block === 'IV';
  const block = (step: 1 | -1) => (): void => {
    const beside = blockBeside(place.block, step);
    if (beside) void control.goBlock(beside);
  };
  const person = (step: 1 | -1) => (): void => {
    const beside = people[people.findIndex((each) => each.key === place.person) + step];
    if (beside) void control.goPerson(beside.key);
  };
  useKeys([
    { key: 'Enter', label: t('form.keyEnter'), run: () => undefined, whileTyping: false },
    ...(inBlocks ? [{ key: 'PageDown', label: t('form.keyNextBlock'), run: block(1), whileTyping: true }] : []),
    ...(inPeople
      ? [
          { key: 'Ctrl+N', label: t('form.addPerson'), run: () => void control.addPerson() },
          { key: 'Alt+ArrowDown', label: t('form.keyNextPerson'), run: person(1) },
        ]
      : []),
    { key: 'Ctrl+S', label: t('form.save'), run: () => void save(false) },
    ...(id === null ? [{ key: 'Ctrl+Enter', label: t('form.keySaveNext'), run: () => void save(true) }] : []),
    { key: 'F8', label: t('form.keyNextNote'), run: () => void nextNote() },
    { key: 'Ctrl+D', label: t('form.keyFill'), run: () => void fill() },
    { key: 'Escape', label: t('form.keyBack'), run: () => void leave() },
    ...(inBlocks ? [{ key: 'PageUp', label: t('form.keyPreviousBlock'), run: block(-1), whileTyping: true }] : []),
    ...(inPeople ? [{ key: 'Alt+ArrowUp', label: t('form.keyPreviousPerson'), run: person(-1) }] : []),
  ]);
}
