import type { groupErrorsId } from './group-errors.id.ts';

/** Refusals of groups, houses, stages and funds. */
export const groupErrorsEn: Readonly<Record<keyof typeof groupErrorsId, string>> = {
  HOUSE_UNSURE: '{count} houses are recorded at this address already ({address}). Nothing was saved. Choose the house, or say that this one is new.',
  GROUP_MEMBER_TWICE: '{name} is a member of this group since {since}. Nothing was changed. Change the role, or record first that they left.',
  GROUP_ENDED: 'This group ended on {date}. Nothing was changed. Make a new group if they come together again.',
  STAGE_UNKNOWN: 'This programme has no stage {stage}. Nothing was saved. Reload the programme and choose the stage.',
  STAGE_USED: 'Stage {stage} has {count} recorded results. Nothing was changed. It may be renamed, but not removed.',
  STAGE_EARLY: '{name}: {date} is earlier than the stage before ({before}). Nothing was saved. Check the date.',
  PLAN_BAD: '{part} cannot be read: {detail}. Nothing was changed. Check what was entered.',
  FUND_DONOR: 'Money from {fund} needs the name of its donor. Nothing was changed; what you typed is kept. Write who gives it.',
};
