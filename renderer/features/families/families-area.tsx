import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { FamilyList } from './family-list.tsx';
import { FamilyScreen } from './family-screen.tsx';

/** Keluarga: the list, and one family at `/keluarga/:id` (`/:person` puts one of its people first). */
export function FamiliesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/keluarga" component={FamilyList} />
      <Route path="/keluarga/:id/:person?" component={FamilyScreen} />
    </Switch>
  );
}
