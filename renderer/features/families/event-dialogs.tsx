import type { ReactNode } from 'react';
import { ArriveDialog } from './arrive-dialog.tsx';
import { BirthDialog } from './birth-dialog.tsx';
import { DeathDialog } from './death-dialog.tsx';
import type { Family } from './family-types.ts';
import { HeadDialog } from './head-dialog.tsx';
import { HouseDialog } from './house-dialog.tsx';
import { HouseholdDialog } from './household-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { MoveOutDialog } from './move-out-dialog.tsx';
import { RankingDialog } from './ranking-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';

export const eventNames = ['birth', 'death', 'moveOut', 'moveIn', 'head', 'ranking', 'split', 'join', 'household', 'house', 'transfer'] as const;
export type EventName = (typeof eventNames)[number];

interface EventDialogsProps {
  readonly name: EventName;
  readonly family: Family;
  /** Who it is about, where that is known already. */
  readonly person: string | null;
  readonly today: string;
  readonly onClose: () => void;
}

/** The dialog of what is to be recorded. */
export function EventDialogs({ name, ...rest }: EventDialogsProps): ReactNode {
  if (name === 'birth') return <BirthDialog {...rest} />;
  if (name === 'death') return <DeathDialog {...rest} />;
  if (name === 'moveOut') return <MoveOutDialog {...rest} />;
  if (name === 'moveIn') return <ArriveDialog {...rest} />;
  if (name === 'head') return <HeadDialog {...rest} />;
  if (name === 'split') return <SplitDialog {...rest} />;
  if (name === 'join') return <JoinDialog {...rest} />;
  if (name === 'house') return <HouseDialog {...rest} />;
  if (name === 'household') return <HouseholdDialog {...rest} />;
  if (name === 'transfer') return <TransferDialog {...rest} />;
  return <RankingDialog {...rest} />;
}
