import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { AidListScreen, aidLists } from './aid-list-screen.tsx';
import { DeliveryNamesScreen } from './deliveries/names-screen.tsx';
import { TotalsScreen } from './deliveries/totals-screen.tsx';
import { ExportsScreen } from './exports-screen.tsx';
import { BehindScreen } from './behind-screen.tsx';
import { CoverScreen } from './cover-screen.tsx';
import { IndicatorsScreen } from './outcome/indicators-screen.tsx';
import { OutcomeScreen } from './outcome/outcome-screen.tsx';
import { PeriodReportScreen } from './outcome/period-report-screen.tsx';
import { PeriodReportsScreen } from './outcome/period-reports-screen.tsx';
import { LettersScreen } from '../letters/index.ts';
import { NamedListScreen } from './named-list-screen.tsx';
import { PocketsScreen } from './pockets-screen.tsx';
import { MeetingScreen } from './recaps/meeting-screen.tsx';
import { QualityScreen } from './recaps/quality-screen.tsx';
import { RecapScreen } from './recaps/recap-screen.tsx';
import { ReportList } from './report-list.tsx';
import { SchemeScreen } from './scheme-screen.tsx';
import { TableScreen, tableReports } from './table-screen.tsx';

/** Laporan: what can be counted or listed; a number of the recap opens the list behind it. */
export function ReportsArea(): ReactNode {
  return (
    <Switch>
      <Route path="/laporan/recap/:start?">{({ start }) => <RecapScreen start={start ?? ''} />}</Route>
      <Route path="/laporan/quality/:start?">{({ start }) => <QualityScreen start={start ?? ''} />}</Route>
      <Route path="/laporan/meeting"><MeetingScreen /></Route>
      <Route path="/laporan/named-list/:filter?">{({ filter }) => <NamedListScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      <Route path="/laporan/deliveries/:filter?">{({ filter }) => <TotalsScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      <Route path="/laporan/delivery-names/:filter?">{({ filter }) => <DeliveryNamesScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      <Route path="/laporan/schemes/:scheme?">{({ scheme }) => <SchemeScreen key={scheme ?? ''} start={scheme ?? ''} />}</Route>
      <Route path="/laporan/coverage/:filter?">{({ filter }) => <CoverScreen key={filter ?? ''} start={filter ?? ''} />}</Route>
      <Route path="/laporan/pockets"><PocketsScreen /></Route>
      <Route path="/laporan/plan-list/:plan">{({ plan }) => <BehindScreen name="plan-list" params={{ plan }} />}</Route>
      <Route path="/laporan/outside-target/:target/:programme?">{({ target, programme }) => <BehindScreen name="outside-target" params={{ target, ...(programme !== undefined && { programme }) }} />}</Route>
      <Route path="/laporan/outcomes/:period?">{({ period }) => <OutcomeScreen start={period ?? ''} />}</Route>
      <Route path="/laporan/changed-families/:what/:period">{({ what, period }) => <BehindScreen name="changed-families" params={{ what: decodeURIComponent(what) }} period={period} />}</Route>
      <Route path="/laporan/indicators"><IndicatorsScreen /></Route>
      <Route path="/laporan/periods"><PeriodReportsScreen /></Route>
      <Route path="/laporan/periods/:id">{({ id }) => <PeriodReportScreen key={id} id={id} />}</Route>
      {tableReports.map((name) => <Route key={name} path={`/laporan/${name}`}><TableScreen key={name} name={name} /></Route>)}
      <Route path="/laporan/surat"><LettersScreen /></Route>
      <Route path="/laporan/exports"><ExportsScreen /></Route>
      {aidLists.map((name) => <Route key={name} path={`/laporan/${name}/:start?`}>{({ start }) => <AidListScreen key={start ?? ''} name={name} start={start ?? ''} />}</Route>)}
      <Route><ReportList /></Route>
    </Switch>
  );
}
