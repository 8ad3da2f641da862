import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { AidListScreen, aidLists } from './aid-list-screen.tsx';
import { DeliveryNamesScreen } from './deliveries/names-screen.tsx';
import { TotalsScreen } from './deliveries/totals-screen.tsx';
import { NamedListScreen } from './named-list-screen.tsx';
import { RecapScreen } from './recap-screen.tsx';
import { ReportList } from './report-list.tsx';

/** Laporan: what can be counted or listed; a number of the recap opens the list behind it. */
export function ReportsArea(): ReactNode {
  return (
    <Switch>
      <Route path="/laporan/recap"><RecapScreen /></Route>
      <Route path="/laporan/named-list/:filter?">{({ filter }) => <NamedListScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      <Route path="/laporan/deliveries/:filter?">{({ filter }) => <TotalsScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      <Route path="/laporan/delivery-names/:filter?">{({ filter }) => <DeliveryNamesScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      {aidLists.map((name) => <Route key={name} path={`/laporan/${name}`}><AidListScreen name={name} /></Route>)}
      <Route><ReportList /></Route>
    </Switch>
  );
}
