import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { InboxScreen } from './inbox-screen.tsx';
import { NeighboursScreen } from './neighbours-screen.tsx';
import { OutboxScreen } from './outbox-screen.tsx';

/** Paket: a row per neighbour, what was sent, and what arrived. */
export function PackagesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/paket/keluar"><OutboxScreen /></Route>
      <Route path="/paket/masuk"><InboxScreen /></Route>
      <Route><NeighboursScreen /></Route>
    </Switch>
  );
}
