import { IconAlertOctagon, IconAlertTriangle, IconArrowsDiff, IconChecklist, IconClockExclamation, IconCloudX, IconDatabaseExport, IconFileSpreadsheet, IconFolderOpen, IconGift, IconHomeCheck, IconHomeMove, IconListCheck, IconMailQuestion, IconMessageQuestion, IconMessages, IconPackageExport, IconPackages, IconPencil, IconShieldQuestion, IconStairs, IconUrgent, IconUsersGroup, IconUsersPlus } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { isKeyboardFree } from '../../app/keyboard-free.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { KeyHint } from '../../ui/marks.tsx';
import type { Severity } from '../../ui/marks.tsx';
import css from './home.module.css';

type Item = CallOutput<'home'>['items'][number];

interface Look {
  readonly icon: Icon;
  readonly severity: Severity;
  /** Where the work is done. */
  readonly route: (item: Item) => string;
}

const looks: Readonly<Record<Item['kind'], Look>> = {
  draft: { icon: IconPencil, severity: 'info', route: (item) => (item.id === null ? '/keluarga' : `/keluarga/draf/${item.id}`) },
  petitionDraft: { icon: IconPencil, severity: 'info', route: (item) => `/usulan/draf/${item.id ?? ''}` },
  dialogDraft: { icon: IconPencil, severity: 'info', route: (item) => `/draf/${item.id ?? ''}` },
  importStaged: { icon: IconFileSpreadsheet, severity: 'info', route: (item) => (item.id === null ? '/impor' : `/impor/${item.id}`) },
  unsent: { icon: IconPackageExport, severity: 'info', route: () => '/paket' },
  firstReport: { icon: IconPackageExport, severity: 'info', route: () => '/paket' },
  uploadFailed: { icon: IconCloudX, severity: 'warn', route: () => '/paket/unggah' },
  newCard: { icon: IconUsersPlus, severity: 'warn', route: () => '/pengaturan/kartu' },
  receiptWaited: { icon: IconMailQuestion, severity: 'info', route: () => '/paket' },
  relayWaiting: { icon: IconPackageExport, severity: 'warn', route: () => '/paket' },
  paperUnsent: { icon: IconHomeMove, severity: 'warn', route: () => '/paket' },
  paperNoCard: { icon: IconHomeMove, severity: 'warn', route: () => '/pengaturan/kartu' },
  siblingUnsent: { icon: IconPackageExport, severity: 'info', route: () => '/paket' },
  wordUnsent: { icon: IconMessageQuestion, severity: 'warn', route: () => '/paket' },
  transferRefused: { icon: IconHomeMove, severity: 'warn', route: (item) => `/keluarga/${item.id ?? ''}` },
  proposalAnswered: { icon: IconMessageQuestion, severity: 'info', route: () => '/putusan/usulan-kami' },
  approval: { icon: IconChecklist, severity: 'warn', route: (item) => `/paket/persetujuan/${item.id ?? ''}` },
  approvalWords: { icon: IconChecklist, severity: 'warn', route: (item) => (item.id === null ? '/paket/persetujuan' : `/paket/persetujuan/${item.id}`) },
  packageProblem: { icon: IconAlertOctagon, severity: 'block', route: () => '/paket' },
  clock: { icon: IconClockExclamation, severity: 'warn', route: () => '/pengaturan/riwayat' },
  noBackup: { icon: IconDatabaseExport, severity: 'warn', route: () => '/pengaturan/cadangan' },
  noNeighbour: { icon: IconUsersPlus, severity: 'warn', route: () => '/pengaturan/kartu' },
  warning: { icon: IconAlertTriangle, severity: 'warn', route: () => '/keluarga' },
  duplicate: { icon: IconUsersGroup, severity: 'warn', route: () => '/putusan/ganda' },
  duplicateProposed: { icon: IconUsersGroup, severity: 'warn', route: () => '/keluarga/ganda/diusulkan' },
  conflict: { icon: IconArrowsDiff, severity: 'warn', route: () => '/putusan/konflik' },
  proposal: { icon: IconMessageQuestion, severity: 'warn', route: () => '/putusan/usulan' },
  quarantine: { icon: IconShieldQuestion, severity: 'warn', route: () => '/putusan/karantina' },
  transfer: { icon: IconHomeMove, severity: 'warn', route: () => '/putusan/pindahan' },
  deliveryRefused: { icon: IconGift, severity: 'block', route: (item) => `/program/${item.id ?? ''}/salur` },
  cardsKept: { icon: IconGift, severity: 'warn', route: (item) => `/program/${item.id ?? ''}/salur` },
  caseOverdue: { icon: IconFolderOpen, severity: 'warn', route: () => '/kasus/overdue' },
  caseMet: { icon: IconFolderOpen, severity: 'info', route: () => '/kasus/perhapsMet' },
  visitCheck: { icon: IconHomeCheck, severity: 'warn', route: () => '/usulan/verval/periksa' },
  visitApprove: { icon: IconHomeCheck, severity: 'warn', route: () => '/usulan/verval/periksa' },
  visitReturned: { icon: IconHomeCheck, severity: 'info', route: () => '/usulan/verval/periksa' },
  petition: { icon: IconMessages, severity: 'warn', route: () => '/usulan' },
  emergencyOverdue: { icon: IconUrgent, severity: 'warn', route: () => '/program/tindak-lanjut/darurat' },
  stageDue: { icon: IconStairs, severity: 'warn', route: () => '/program/tahap' },
  task: { icon: IconListCheck, severity: 'warn', route: () => '/putusan/tugas' },
  delivery: { icon: IconPackages, severity: 'warn', route: () => '/putusan/penyaluran' },
  breachElsewhere: { icon: IconAlertTriangle, severity: 'info', route: () => '/putusan/aturan' },
  breach: { icon: IconAlertOctagon, severity: 'block', route: () => '/putusan/aturan' },
};
/** As many as have a number key. */
const mostKeys = 9;

/** What waits: the number key or Enter opens the place where it is done; ↑↓ walk. */
export function WaitingList({ items }: { items: readonly Item[] }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Beranda opens with the first piece of work under the hand, unless something else was taken up already; so it goes on when what had the keyboard is done and gone.
    if (isKeyboardFree()) list.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [items]);
  const keys = keysOf(items);
  const open = (item: Item): void => go(looks[item.kind].route(item));
  useKeys(items.slice(0, mostKeys).map((item, index) => ({ key: String(index + 1), ...(index === 0 ? { label: t('home.keyOpen') } : {}), run: () => open(item) })));
  const walk = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : null;
    const button = to === null || event.altKey || event.ctrlKey ? undefined : buttons[to];
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
  return (
    <ul ref={list} className={css.items} onKeyDown={walk}>
      {items.map((item, index) => <li key={keys[index]}><WaitingItem item={item} index={index} open={() => open(item)} /></li>)}
    </ul>
  );
}

/** What tells the pieces of work apart whatever stands before them: a row that moved up keeps the keyboard. */
function keysOf(items: readonly Item[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ kind, id }) => {
    const name = `${kind}-${id ?? ''}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return `${name}-${times}`;
  });
}

function WaitingItem({ item, index, open }: { item: Item; index: number; open: () => void }): ReactNode {
  const t = useText();
  const { icon: Shape, severity } = looks[item.kind];
  const detail = [item.title, item.at === null ? '' : t('home.at', { at: formatMoment(item.at) })].filter((part) => part !== '').join(' · ');
  return (
    <button type="button" className={css.item} data-home-focus={index === 0 || undefined} onClick={open}>
      {index < mostKeys ? <KeyHint name={String(index + 1)} /> : <span />}
      <Shape size={20} stroke={1.75} className={css.icon} data-severity={severity} aria-hidden />
      <span className={css.words}>
        <strong>{item.count === 0 && item.kind === 'importStaged' ? t('home.importReady') : item.count === 0 && item.kind === 'approval' ? t('home.approvalSurveys') : t(`home.item_${item.kind}`, { n: item.count })}</strong>
        {detail !== '' && <span>{detail}</span>}
      </span>
      <span className={css.do}>{t(`home.do_${item.kind}`)}</span>
    </button>
  );
}
