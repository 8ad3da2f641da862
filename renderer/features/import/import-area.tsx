import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { CheckStep } from './check-step.tsx';
import { FileStep } from './file-step.tsx';
import { RecognisedStep } from './recognised-step.tsx';
import { ResultStep } from './result-step.tsx';

/** Impor: berkas → dikenali sebagai → periksa → hasil, each a route so that a staged file can be taken up later. */
export function ImportArea(): ReactNode {
  return (
    <Switch>
      <Route path="/impor/:id/periksa">{({ id }) => <CheckStep staging={id} />}</Route>
      <Route path="/impor/:id/hasil">{({ id }) => <ResultStep batch={id} />}</Route>
      <Route path="/impor/:id">{({ id }) => <RecognisedStep staging={id} />}</Route>
      <Route><FileStep /></Route>
    </Switch>
  );
}
