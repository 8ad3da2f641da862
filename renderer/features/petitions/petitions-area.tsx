import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { EditMeeting, NewMeeting } from './meetings/meeting-form.tsx';
import { MeetingList } from './meetings/meeting-list.tsx';
import { MeetingScreen } from './meetings/meeting-screen.tsx';
import { WallScreen } from './meetings/wall-screen.tsx';
import { DraftPetition, EditPetition, NewPetition } from './petition-form-screens.tsx';
import { PetitionList } from './petition-list.tsx';
import { PetitionScreen } from './petition-screen.tsx';

/** Usulan & Verval: what citizens ask and object to, from the counter to the city's answer. */
export function PetitionsArea(): ReactNode {
  return (
    <Switch>
      <Route path="/usulan/baru/:person?">{({ person }) => <NewPetition kind={1} person={person ?? null} />}</Route>
      <Route path="/usulan/sanggah"><PetitionList key="sanggah" kind={2} /></Route>
      <Route path="/usulan/sanggah/baru"><NewPetition kind={2} person={null} /></Route>
      <Route path="/usulan/musyawarah"><MeetingList /></Route>
      <Route path="/usulan/musyawarah/baru"><NewMeeting /></Route>
      <Route path="/usulan/musyawarah/:id/ubah">{({ id }) => <EditMeeting id={id} />}</Route>
      <Route path="/usulan/musyawarah/:id/layar">{({ id }) => <WallScreen key={id} id={id} />}</Route>
      <Route path="/usulan/musyawarah/:id">{({ id }) => <MeetingScreen key={id} id={id} />}</Route>
      <Route path="/usulan/draf/:id">{({ id }) => <DraftPetition key={id} id={id} />}</Route>
      <Route path="/usulan/:id/ubah">{({ id }) => <EditPetition id={id} />}</Route>
      <Route path="/usulan/:id">{({ id }) => <PetitionScreen key={id} id={id} />}</Route>
      <Route><PetitionList key="usulan" kind={1} /></Route>
    </Switch>
  );
}
