import { useEffect } from 'react';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useDraftKeeper } from '../../app/draft-keeper.ts';
import type { DraftKeeper } from '../../app/draft-keeper.ts';
import { textIn } from '../../text/text.ts';
import { writeDraft } from './draft.ts';
import { isHead } from '../../../db/rules/checks/finding.ts';
import type { FormState } from './form-state.ts';
import type { FormStore } from './form-store.ts';

/** Keeps the family's form as a draft. */
export function useDraft(store: FormStore, route: string, initial: string | null): DraftKeeper {
  const keeper = useDraftKeeper(() => {
    const form = store.get();
    return form.dirty ? { kind: form.event ? draftKinds.event : draftKinds.family, target: form.id, title: draftTitle(form), content: writeDraft(form) } : null;
  }, { route, initial });
  const { changed } = keeper;
  useEffect(() => store.subscribe(changed), [store, changed]);
  return keeper;
}

/** What Beranda calls the draft: whose family, and where. */
function draftTitle(form: FormState): string {
  const born = form.event ? form.people.find((person) => person.key === form.place.person) : undefined;
  const head = born ?? form.people.find((person) => isHead(person.values)) ?? form.people[0];
  const name = String(head?.values['name'] ?? form.family['address'] ?? '');
  const rt = String(form.family['rt'] ?? '–');
  const rw = String(form.family['rw'] ?? '–');
  const key = form.event ? (form.event.kind === 'birth' ? 'form.draftBirth' : 'form.draftArrival') : form.id === null ? 'form.draftNew' : 'form.draftEdit';
  return textIn('id', key, { name: name === '' ? textIn('id', 'form.noName') : name, rt, rw });
}
