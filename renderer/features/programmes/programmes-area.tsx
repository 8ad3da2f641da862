import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { DailyScreen } from './deliveries/daily/daily-screen.tsx';
import { DeliveryScreen } from './deliveries/delivery-screen.tsx';
import { VisitsScreen } from './deliveries/visits/visits-screen.tsx';
import { EditProgramme, NewProgramme } from './programme-form.tsx';
import { ProgrammeList } from './programme-list.tsx';
import { ProgrammeScreen } from './programme-screen.tsx';
import { EditRule, NewRule } from './rules/rule-form.tsx';
import { RulesScreen } from './rules/rules-screen.tsx';

/** Program: the catalogue, one programme with its recipients, and the form that adds or changes one. */
export function ProgrammesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/program/baru"><NewProgramme /></Route>
      <Route path="/program/aturan"><RulesScreen /></Route>
      <Route path="/program/aturan/baru"><NewRule /></Route>
      <Route path="/program/aturan/:id">{({ id }) => <EditRule id={id} />}</Route>
      <Route path="/program/:id/ubah">{({ id }) => <EditProgramme id={id} />}</Route>
      <Route path="/program/:id/salur">{({ id }) => <DeliveryScreen id={id} />}</Route>
      <Route path="/program/:id/harian">{({ id }) => <DailyScreen id={id} />}</Route>
      <Route path="/program/:id/kunjungan">{({ id }) => <VisitsScreen id={id} />}</Route>
      <Route path="/program/:id">{({ id }) => <ProgrammeScreen id={id} />}</Route>
      <Route><ProgrammeList /></Route>
    </Switch>
  );
}
