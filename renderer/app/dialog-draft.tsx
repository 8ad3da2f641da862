import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { callApi } from '../bridge.ts';
import { useCall } from './calls.ts';
import { useDraftKeeper } from './draft-keeper.ts';
import { dialogPlace } from './resume.ts';
import { useSession } from './session.tsx';
import { HoldingContext, isTyped } from './use-kept.ts';
import type { Holding } from './use-kept.ts';

const content = z.object({ version: z.literal(1), route: z.string(), opens: z.record(z.string(), z.string().nullable()), values: z.record(z.string(), z.unknown()) });

interface Kept {
  readonly id: string;
  readonly savedAt: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface DialogDraftProps {
  /** One of `draftKinds`. */
  readonly kind: string;
  /** The record that the dialog is about. */
  readonly target: string | null;
  /** What Beranda calls it, in Indonesian. */
  readonly title: string;
  /** What the screen needs to open the dialog again, where kind and target do not say it. */
  readonly opens?: Readonly<Record<string, string | null>>;
  readonly children: ReactNode;
}

const nothing = {};

/** Keeps what is typed into the dialog inside it (`useKept`) as a draft, and goes on with what was kept of the same one before. */
export function DialogDraft({ kind, target, title, opens = nothing, children }: DialogDraftProps): ReactNode {
  const list = useCall('draft.list', {});
  // As it was when the dialog opened: what is kept from now on is its own.
  const [first, setFirst] = useState<readonly string[] | null>(null);
  const fitting = list.data?.filter((one) => one.kind === kind && one.target === target).map((one) => one.id) ?? (list.error ? [] : null);
  if (first === null && fitting !== null) setFirst(fitting);
  const drafts = first ?? fitting;
  const found = useQuery({
    queryKey: ['dialog-draft', kind, target, opens], enabled: drafts !== null && drafts.length > 0, staleTime: 'static', gcTime: 0, retry: false,
    queryFn: async () => {
      for (const id of drafts ?? []) {
        const kept = await callApi('draft.get', { id }).catch(() => null);
        const held = kept && readDialogDraft(kept.content);
        if (held && isSame(held.opens, opens)) return { id, savedAt: kept.savedAt, values: held.values };
      }
      return null;
    },
  });
  if (drafts === null || (drafts.length > 0 && found.isPending)) return null;
  return <Keeping kind={kind} target={target} title={title} opens={opens} kept={found.data ?? null}>{children}</Keeping>;
}

function Keeping({ kind, target, title, opens = nothing, kept, children }: DialogDraftProps & { kept: Kept | null }): ReactNode {
  const [route] = useLocation();
  const { user } = useSession();
  const [now] = useState<Holding['now']>(() => new Map());
  const keeper = useDraftKeeper(() => {
    if (!isTyped({ now })) return null;
    const values = Object.fromEntries([...now].map(([name, { value }]) => [name, value]));
    return { kind, target, title, content: JSON.stringify({ version: 1, route, opens, values }) };
  }, { route: dialogPlace(user.name, route), initial: kept?.id ?? null });
  const [held] = useState(kept);
  const holding = useMemo(() => ({ kept: held?.values ?? nothing, savedAt: held?.savedAt ?? null, now, keeper }), [held, now, keeper]);
  return <HoldingContext value={holding}>{children}</HoldingContext>;
}

/** What the draft of a dialog holds, or null when it is none or one of another version. */
export function readDialogDraft(text: string): z.infer<typeof content> | null {
  try {
    return content.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isSame(a: Readonly<Record<string, string | null>>, b: Readonly<Record<string, string | null>>): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
