import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { CheckScreen } from './check-screen.tsx';
import { EnumeratorsScreen } from './enumerators-screen.tsx';
import { RoundScreen } from './round-screen.tsx';
import { RoundsScreen } from './rounds-screen.tsx';

/** Verval: periods, who is due, what visits found, and what waits to be checked and approved. */
export function VisitsArea(): ReactNode {
  return (
    <Switch>
      <Route path="/usulan/verval/periksa"><CheckScreen /></Route>
      <Route path="/usulan/verval/pendata"><EnumeratorsScreen /></Route>
      <Route path="/usulan/verval/periode/:id">{({ id }) => <RoundScreen key={id} id={id} />}</Route>
      <Route><RoundsScreen /></Route>
    </Switch>
  );
}
