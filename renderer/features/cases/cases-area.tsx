import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { caseViews } from '../../../db/rules/needs/case-views.ts';
import { CaseList } from './case-list.tsx';
import { EditNeedRule, NewNeedRule } from './need-rule-form.tsx';
import { NeedRulesScreen } from './need-rules-screen.tsx';

/** Kasus: needs of families by how far they are, and the rules that propose them. */
export function CasesArea(): ReactNode {
  return (
    <Switch>
      <Route path="/kasus/aturan"><NeedRulesScreen /></Route>
      <Route path="/kasus/aturan/baru"><NewNeedRule /></Route>
      <Route path="/kasus/aturan/:id">{({ id }) => <EditNeedRule key={id} id={id} />}</Route>
      <Route path="/kasus/:view?">{({ view }) => { const shown = caseViews.find((one) => one === view) ?? 'open'; return <CaseList key={shown} view={shown} />; }}</Route>
    </Switch>
  );
}
