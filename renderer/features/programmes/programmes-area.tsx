import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { DailyScreen } from './deliveries/daily/daily-screen.tsx';
import { DeliveryScreen } from './deliveries/delivery-screen.tsx';
import { VisitsScreen } from './deliveries/visits/visits-screen.tsx';
import { AgreementForm } from './partners/agreement-form.tsx';
import { AgreementScreen } from './partners/agreement-screen.tsx';
import { EditPartner, NewPartner } from './partners/partner-form.tsx';
import { PartnerScreen } from './partners/partner-screen.tsx';
import { PartnersScreen } from './partners/partners-screen.tsx';
import { PlansScreen } from './plans/plans-screen.tsx';
import { EditProgramme, NewProgramme, TemplateForm } from './programme-form.tsx';
import { EditGroup, NewGroup } from './groups/group-form.tsx';
import { GroupList } from './groups/group-list.tsx';
import { GroupScreen } from './groups/group-screen.tsx';
import { ProgrammeList } from './programme-list.tsx';
import { FollowUpScreen } from './follow-up/follow-up-screen.tsx';
import { ProgrammeScreen } from './programme-screen.tsx';
import { EditRule, NewRule } from './rules/rule-form.tsx';
import { RulesScreen } from './rules/rules-screen.tsx';
import { EditScheme, NewScheme } from './schemes/scheme-form.tsx';
import { SchemesScreen } from './schemes/schemes-screen.tsx';
import { EditTarget, NewTarget } from './targets/target-form.tsx';
import { TargetScreen } from './targets/target-screen.tsx';
import { TargetsScreen } from './targets/targets-screen.tsx';
import { TemplatesScreen } from './templates/templates-screen.tsx';
import { StageDueScreen } from './stages/stage-due-screen.tsx';

/** Program: the catalogue, one programme with its recipients, and the form that adds or changes one. */
export function ProgrammesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/program/baru"><NewProgramme /></Route>
      <Route path="/program/baru/:template">{({ template }) => <NewProgramme key={template} template={template} />}</Route>
      <Route path="/program/skema"><SchemesScreen /></Route>
      <Route path="/program/skema/baru"><NewScheme /></Route>
      <Route path="/program/skema/:id">{({ id }) => <EditScheme id={id} />}</Route>
      <Route path="/program/sasaran"><TargetsScreen /></Route>
      <Route path="/program/sasaran/baru"><NewTarget /></Route>
      <Route path="/program/sasaran/:id/ubah">{({ id }) => <EditTarget id={id} />}</Route>
      <Route path="/program/sasaran/:id">{({ id }) => <TargetScreen id={id} />}</Route>
      <Route path="/program/rencana"><PlansScreen /></Route>
      <Route path="/program/contoh"><TemplatesScreen /></Route>
      <Route path="/program/contoh/baru"><TemplateForm /></Route>
      <Route path="/program/contoh/:id/ubah">{({ id }) => <TemplateForm key={id} id={id} />}</Route>
      <Route path="/program/aturan"><RulesScreen /></Route>
      <Route path="/program/aturan/baru"><NewRule /></Route>
      <Route path="/program/aturan/:id">{({ id }) => <EditRule id={id} />}</Route>
      <Route path="/program/mitra"><PartnersScreen /></Route>
      <Route path="/program/mitra/baru"><NewPartner /></Route>
      <Route path="/program/mitra/:id/ubah">{({ id }) => <EditPartner id={id} />}</Route>
      <Route path="/program/mitra/:partner/perjanjian">{({ partner }) => <AgreementForm partner={partner} id={null} />}</Route>
      <Route path="/program/mitra/:partner/perjanjian/:id">{({ partner, id }) => <AgreementScreen partner={partner} id={id} />}</Route>
      <Route path="/program/mitra/:partner/perjanjian/:id/ubah">{({ partner, id }) => <AgreementForm partner={partner} id={id} />}</Route>
      <Route path="/program/mitra/:id">{({ id }) => <PartnerScreen id={id} />}</Route>
      <Route path="/program/kelompok"><GroupList /></Route>
      <Route path="/program/kelompok/baru"><NewGroup /></Route>
      <Route path="/program/kelompok/:id/ubah">{({ id }) => <EditGroup id={id} />}</Route>
      <Route path="/program/kelompok/:id">{({ id }) => <GroupScreen id={id} />}</Route>
      <Route path="/program/tahap"><StageDueScreen /></Route>
      <Route path="/program/tindak-lanjut"><FollowUpScreen /></Route>
      <Route path="/program/tindak-lanjut/darurat"><FollowUpScreen start="verify" /></Route>
      <Route path="/program/:id/ubah">{({ id }) => <EditProgramme id={id} />}</Route>
      <Route path="/program/:id/salur">{({ id }) => <DeliveryScreen id={id} />}</Route>
      <Route path="/program/:id/harian">{({ id }) => <DailyScreen id={id} />}</Route>
      <Route path="/program/:id/kunjungan">{({ id }) => <VisitsScreen id={id} />}</Route>
      <Route path="/program/:id/tahap">{({ id }) => <ProgrammeScreen key={id} id={id} start="stages" />}</Route>
      <Route path="/program/:id">{({ id }) => <ProgrammeScreen id={id} />}</Route>
      <Route><ProgrammeList /></Route>
    </Switch>
  );
}
