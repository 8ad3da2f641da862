import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { EditPetition, NewPetition } from './petition-form.tsx';
import { PetitionList } from './petition-list.tsx';
import { PetitionScreen } from './petition-screen.tsx';

/** Usulan & Verval: what citizens ask and object to, from the counter to the city's answer. */
export function PetitionsArea(): ReactNode {
  return (
    <Switch>
      <Route path="/usulan/baru"><NewPetition kind={1} /></Route>
      <Route path="/usulan/sanggah"><PetitionList key="sanggah" kind={2} /></Route>
      <Route path="/usulan/sanggah/baru"><NewPetition kind={2} /></Route>
      <Route path="/usulan/:id/ubah">{({ id }) => <EditPetition id={id} />}</Route>
      <Route path="/usulan/:id">{({ id }) => <PetitionScreen key={id} id={id} />}</Route>
      <Route><PetitionList key="usulan" kind={1} /></Route>
    </Switch>
  );
}
