import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { permissionsOf } from '../rules/roles.ts';
import type { Permission, Role } from '../rules/roles.ts';
import { readIfThere, writeFileWhole } from '../store/files.ts';
import type { Secrets } from '../store/keyring.ts';
import { isOfficeFolder, readIdentity } from '../store/office-folder.ts';
import { openReader } from '../store/open-office.ts';
import type { Notice, OpenOffice } from '../store/open-office.ts';
import type { Reader, Surroundings, Writer } from '../store/office.ts';
import { loadRegions } from '../store/regions.ts';
import { newId } from '../store/new-id.ts';
import type { Regions } from '../store/regions.ts';
import type { StartProcess } from '../store/child-work.ts';
import { hasWaiting, joinWaiting, openWaiting } from '../store/waiting-writes.ts';
import type { WaitingWrites } from '../store/waiting-writes.ts';
import type { ApiEvent } from './contract.ts';
import { movedClock } from './moved-clock.ts';
import type { UpdateKey } from './survival/update-keys.ts';

export type { StartProcess, WorkProcess } from '../store/child-work.ts';

/** The other lane's end of a message channel: the writer tells the reader what was opened. */
export interface Peer {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  close(): void;
}

export interface ApiOptions {
  /** `write` and `read` are the two threads of the window; `both` is one connection for the terminal and tests. */
  readonly lane: 'write' | 'read' | 'both';
  /** The user's profile: settings of this PC, marks, and the folder of offices. */
  readonly profileDir: string;
  /** A fixed office folder; without it, the profile's current office. */
  readonly officeDir?: string;
  now(): Date;
  /** A day that practice offices take for today, for training; others never hear it. */
  readonly practiceDay?: string | undefined;
  onEvent(event: ApiEvent): void;
  readonly peer?: Peer;
  /** Shared between the lanes: 1 asks the running job to stop. */
  readonly cancelFlag?: Int32Array;
  /** log2 of scrypt's N; only tests lower it. */
  readonly kdfCost?: number;
  /** How long to wait for another process that has the office open. */
  readonly waitMs?: number;
  /** The bundled entry of the spreadsheet-reading thread. */
  readonly readThread?: URL;
  /** Reads the whole register beside the work after it was opened, and takes a snapshot a day: the window's writer does. */
  readonly watchHealth?: boolean;
  /** Loads what will be asked first while nobody asks yet: the window's threads do. */
  readonly loadAhead?: boolean;
  /** Who may sign updates; the program's own keys but in tests. */
  readonly updateKeys?: readonly UpdateKey[];
  /** From so many families on, a reading lane takes long questions to a thread of their own. */
  readonly heavyFrom?: number;
  /** How a process is started for heavy work; the default is Node's. */
  readonly startProcess?: StartProcess;
}

export interface Session {
  readonly token: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string; readonly role: Role; readonly areaPrefix: string; /** Role OPD: the provider of programmes that the user belongs to. */ readonly agency: string | null };
  readonly permissions: readonly Permission[];
  /** Somebody else chose the passphrase: nothing but changing it is heard. */
  readonly mustChange: boolean;
}

interface KnownOffices {
  readonly current: string | null;
  readonly known: readonly string[];
}

/** An office that cannot be opened as it is: damaged, written by a newer Tepat, or open elsewhere. */
export interface OfficeTrouble {
  readonly dir: string;
  readonly state: 'damaged' | 'newer' | 'busy';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the writer lane tells the reader lane. */
interface Shared {
  readonly dir: string;
  readonly databaseKey: Uint8Array;
  readonly session: Session;
}

/** The state behind the api: which office, open as whom. One host per lane. */
export interface Host {
  readonly options: ApiOptions;
  readonly surroundings: Surroundings;
  readonly cancelFlag: Int32Array;
  regions(): Regions;
  officeDir(): string | null;
  offices(): { dir: string; current: boolean }[];
  useOffice(dir: string): void;
  newOfficeDir(code: string, practice: boolean): string;
  adopt(office: OpenOffice, session: Session): void;
  replaceSession(session: Session): void;
  lock(): void;
  /** Why the office could not be opened when it was last tried; told once, so that looking again leads back to signing in. */
  takeTrouble(): OfficeTrouble | null;
  noteTrouble(trouble: OfficeTrouble | null): void;
  session(token: string): Promise<Session>;
  reader(): Reader;
  writer(): Writer;
  /** Whether this lane has the register open to write. */
  isOpen(): boolean;
  secrets(): Secrets;
  /** The key of the open office's databases, in either lane. */
  databaseKey(): Uint8Array;
  notices(): readonly Notice[];
  /** Tells the host of work on the open office in a process beside: `end` is called when the office is locked or closed before it is done. Returns how to say that it is done. */
  beside(end: () => void): () => void;
  /** What was said while the register was being written; null when nothing ever was, unless it is to be made. */
  waiting(make: boolean): WaitingWrites | null;
  /** The reading lane tells the writing one that something waits. */
  tellWriter(): void;
  /** The writing lane hears of it. */
  onWaiting(listener: () => void): void;
  close(): void;
}

const SESSION_WAIT_MS = 3000;
/** What the reading lane tells the writing one when something waits to be written. */
const WAITS = 'waits';

/** Makes the host of one lane. */
export function makeHost(options: ApiOptions): Host {
  const practiceNow = practiceClock(options.practiceDay, () => options.officeDir ?? readOffices(options.profileDir).current);
  const surroundings: Surroundings = { now: () => (practiceNow() ?? options.now)(), newId };
  const cancelFlag = options.cancelFlag ?? new Int32Array(new SharedArrayBuffer(4));
  let open: OpenOffice | null = null;
  let readOnly: (Reader & { close(): void }) | null = null;
  let sharedKey: Uint8Array | null = null;
  let session: Session | null = null;
  let trouble: OfficeTrouble | null = null;
  let regions: Regions | null = null;
  let awaiting: (() => void)[] = [];
  let waitingWrites: WaitingWrites | null = null;
  const works = new Set<() => void>();

  /** Session and key go first, so that nothing answers any more even when closing fails; a running job is asked to stop. */
  function lock(): void {
    const [closing, reading, hadSession] = [open, readOnly, session !== null];
    open = null;
    readOnly = null;
    session = null;
    sharedKey = null;
    if (closing) Atomics.store(cancelFlag, 0, 1);
    for (const end of works) end();
    works.clear();
    if (options.lane === 'write') options.peer?.postMessage(null);
    if (hadSession) options.onEvent({ type: 'locked' });
    waitingWrites?.close();
    waitingWrites = null;
    reading?.close();
    closing?.close();
  }

  /** What waits beside the register: made by the writing thread alone, and before the reading one hears of the office. */
  function waitingOf(make: boolean): WaitingWrites | null {
    const dir = open?.writer.dir ?? readOnly?.dir;
    const key = open?.secrets.databaseKey ?? sharedKey;
    if (dir === undefined || key === null) return null;
    if (waitingWrites === null && (make || hasWaiting(dir))) waitingWrites = options.lane === 'read' ? joinWaiting(dir, key) : openWaiting(dir, key);
    return waitingWrites;
  }

  function share(): void {
    if (options.lane !== 'write' || !open || !session) return;
    try {
      waitingOf(true);
    } catch {
      // A full disk does not keep an office shut; whoever wants something kept beside it is refused then, and told why.
    }
    options.peer?.postMessage({ dir: open.writer.dir, databaseKey: open.secrets.databaseKey, session } satisfies Shared);
  }

  if (options.lane === 'read') {
    options.peer?.on('message', (message) => {
      readOnly?.close();
      readOnly = null;
      waitingWrites?.close();
      waitingWrites = null;
      session = null;
      sharedKey = null;
      if (message !== null) {
        const shared = message as Shared;
        try {
          readOnly = openReader(shared.dir, shared.databaseKey, surroundings);
          session = shared.session;
          sharedKey = shared.databaseKey;
        } catch {
          // Locked, and another register put in its place, before this word was heard: the next word is on its way, and until it comes the office is closed here.
        }
      }
      for (const wake of awaiting) wake();
      awaiting = [];
    });
  }

  /** The reader may be asked before the writer's word has arrived; it waits a moment before it refuses. */
  async function sessionOf(token: string): Promise<Session> {
    const until = Date.now() + SESSION_WAIT_MS;
    while (options.lane === 'read' && token !== '' && session?.token !== token && Date.now() < until) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        awaiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return session !== null && session.token === token ? session : fail('LOCKED');
  }

  return {
    options, surroundings, cancelFlag,
    regions: () => (regions ??= loadRegions()),
    officeDir: () => options.officeDir ?? readOffices(options.profileDir).current,
    offices: () => {
      const { current, known } = readOffices(options.profileDir);
      return known.filter(isOfficeFolder).map((dir) => ({ dir, current: dir === current }));
    },
    useOffice(dir) {
      lock();
      const { known } = readOffices(options.profileDir);
      saveOffices(options.profileDir, { current: dir, known: [...known.filter((one) => one !== dir), dir] });
    },
    newOfficeDir: (code, practice) => freeDir(join(options.profileDir, 'offices', practice ? `contoh-${code}` : code)),
    adopt(office, as) {
      open = office;
      session = as;
      share();
    },
    replaceSession(as) {
      session = as;
      share();
    },
    lock,
    session: sessionOf,
    takeTrouble() {
      const taken = trouble;
      trouble = null;
      return taken;
    },
    noteTrouble: (found) => void (trouble = found),
    reader: () => open?.writer ?? readOnly ?? fail('LOCKED'),
    writer: () => open?.writer ?? fail('LOCKED'),
    isOpen: () => open !== null,
    secrets: () => open?.secrets ?? fail('LOCKED'),
    databaseKey: () => open?.secrets.databaseKey ?? sharedKey ?? fail('LOCKED'),
    notices: () => open?.notices ?? [],
    beside(end) {
      works.add(end);
      return () => void works.delete(end);
    },
    waiting: waitingOf,
    tellWriter: () => options.peer?.postMessage(WAITS),
    onWaiting(listener) {
      if (options.lane === 'write') options.peer?.on('message', (message) => message === WAITS && listener());
    },
    close() {
      lock();
      options.peer?.close();
    },
  };
}

/** The clock that a practice office was given; none where no day was given, or the current office is a real one. */
function practiceClock(day: string | undefined, currentDir: () => string | null): () => (() => Date) | null {
  const moved = day === undefined ? null : movedClock(day);
  if (moved === null) return () => null;
  let asked: { readonly dir: string; readonly practice: boolean } | null = null;
  return () => {
    const dir = currentDir();
    if (dir === null || !isOfficeFolder(dir)) return null;
    if (asked?.dir !== dir) asked = { dir, practice: readIdentity(dir).practice };
    return asked.practice ? moved : null;
  };
}

/** A session for a user of the office. */
export function makeSession(user: Session['user'], classes: string | null = null, mustChange = false): Session {
  return { token: newId(), user, permissions: permissionsOf(user.role, classes), mustChange };
}

function readOffices(profileDir: string): KnownOffices {
  const text = readIfThere(join(profileDir, 'offices.json'));
  if (text === null) return { current: null, known: [] };
  try {
    const { current, known } = JSON.parse(text) as KnownOffices;
    return { current: current && isOfficeFolder(current) ? current : (known.find(isOfficeFolder) ?? null), known };
  } catch {
    // An unreadable list is rebuilt from the folder where offices are made.
    return { current: null, known: [] };
  }
}

function saveOffices(profileDir: string, offices: KnownOffices): void {
  mkdirSync(profileDir, { recursive: true });
  writeFileWhole(join(profileDir, 'offices.json'), JSON.stringify(offices));
}

function freeDir(wanted: string): string {
  for (let n = 1; ; n += 1) {
    const dir = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(dir) || !isOfficeFolder(dir)) return dir;
  }
}

/** Name, code and practice flag of a known office, for the list of offices on this PC. */
export function describeOffice(dir: string): { dir: string; name: string; code: string; practice: boolean } {
  const { name, code, practice } = readIdentity(dir);
  return { dir, name, code, practice };
}
