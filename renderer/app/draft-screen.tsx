import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import { callApi } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { EmptyState } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { readDialogDraft } from './dialog-draft.tsx';
import { rememberedDraft } from './remembered-drafts.ts';
import { dialogPlace, resumeDialog } from './resume.ts';
import { useSession } from './session.tsx';

/** `/draf/:draft`: goes where a dialog was open and opens it again, with what was typed. */
export function DialogDraftScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const { draft = '' } = useParams<{ draft: string }>();
  const kept = useQuery({ queryKey: ['resume', draft], queryFn: () => callApi('draft.get', { id: draft }).catch(() => null), staleTime: 'static', gcTime: 0 });
  const held = kept.data ? readDialogDraft(kept.data.content) : null;
  useEffect(() => {
    if (!kept.data || !held) return;
    resumeDialog({ kind: kept.data.kind, target: kept.data.target, route: held.route, opens: held.opens });
    go(held.route, { replace: true });
  }, [kept.data, held, go]);
  return <Page title={t('kit.draftTitle')}>{!kept.isPending && !held && <EmptyState title={t('form.draftGoneTitle')}>{t('kit.draftGone')}</EmptyState>}</Page>;
}

/** Opens the dialog again that the lock interrupted, for whoever had it open. Mounted once, by the frame. */
export function useResumeAfterLock(): void {
  const [location, go] = useLocation();
  const { user } = useSession();
  // Only as the frame comes: later it is the screen that is open.
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const draft = rememberedDraft(dialogPlace(user.name, location));
    if (draft !== null) go(`/draf/${draft}`, { replace: true });
  }, [location, user.name, go]);
}
