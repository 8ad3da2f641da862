import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { ApprovalScreen } from './approval-screen.tsx';
import { BelowScreen } from './below-screen.tsx';
import { InboxScreen } from './inbox-screen.tsx';
import { NeighboursScreen } from './neighbours-screen.tsx';
import { OutboxScreen } from './outbox-screen.tsx';
import { ReferenceScreen } from './reference-screen.tsx';
import { StarterScreen } from './starter-screen.tsx';
import { TargetsScreen } from './targets-screen.tsx';
import { UploadScreen } from './upload-screen.tsx';

/** Paket: a row per neighbour, what was sent and arrived, what is approved and uploaded, and the offices below. */
export function PackagesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/paket/wilayah"><BelowScreen /></Route>
      <Route path="/paket/persetujuan/:to?/:full?"><ApprovalScreen /></Route>
      <Route path="/paket/unggah"><UploadScreen /></Route>
      <Route path="/paket/keluar"><OutboxScreen /></Route>
      <Route path="/paket/masuk"><InboxScreen /></Route>
      <Route path="/paket/tugas"><TargetsScreen /></Route>
      <Route path="/paket/acuan"><ReferenceScreen /></Route>
      <Route path="/paket/berkas-awal"><StarterScreen /></Route>
      <Route><NeighboursScreen /></Route>
    </Switch>
  );
}
