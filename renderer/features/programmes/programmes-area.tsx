import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { EditProgramme, NewProgramme } from './programme-form.tsx';
import { ProgrammeList } from './programme-list.tsx';
import { ProgrammeScreen } from './programme-screen.tsx';

/** Program: the catalogue, one programme with its recipients, and the form that adds or changes one. */
export function ProgrammesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/program/baru"><NewProgramme /></Route>
      <Route path="/program/:id/ubah">{({ id }) => <EditProgramme id={id} />}</Route>
      <Route path="/program/:id">{({ id }) => <ProgrammeScreen id={id} />}</Route>
      <Route><ProgrammeList /></Route>
    </Switch>
  );
}
