/** Which needs of families: nobody decided yet, followed, of them overdue or without a plan, perhaps met, met, or not followed. */
export const caseViews = ['proposed', 'open', 'overdue', 'unplanned', 'perhapsMet', 'met', 'ended'] as const;
export type CaseViewName = (typeof caseViews)[number];
