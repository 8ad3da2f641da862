import { getMeta, setMeta } from '../store/meta.ts';
import type { Notice } from '../store/open-office.ts';
import type { Writer } from '../store/office.ts';

/** Where it is kept until everybody has heard: whose work was lost is seldom who brought the office back. */
const KEY = 'lostWork';

interface LostWork {
  readonly params: Notice['params'];
  readonly heard: readonly string[];
}

/** Remembers what opening found to be lost, to be told to each user once. */
export function keepLostWork(office: Writer, notices: readonly Notice[]): void {
  const lost = notices.find(({ code }) => code === 'WORK_LOST');
  if (lost) setMeta(office.db, KEY, JSON.stringify({ params: lost.params, heard: [] } satisfies LostWork));
}

/** What this user has not heard yet of work that was lost; told once. */
export function unheardLoss(office: Writer, user: string): readonly Notice[] {
  const kept = JSON.parse(getMeta(office.db, KEY) ?? 'null') as LostWork | null;
  if (kept === null || kept.heard.includes(user)) return [];
  setMeta(office.db, KEY, JSON.stringify({ ...kept, heard: [...kept.heard, user] } satisfies LostWork));
  return [{ code: 'WORK_LOST', params: kept.params }];
}
