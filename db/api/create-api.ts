import { keepMonths } from '../registry/checkpoints/checkpoints.ts';
import { fail } from '../rules/failure.ts';
import { carryOverLater } from '../store/late-checkpoint.ts';
import { withoutChildren } from './without-children.ts';
import { agencyMayCall, forAgency } from './agency/for-agency.ts';
import { callFacts } from './call-facts.ts';
import type { ApiEvent, CallInput, CallName, CallOutput } from './contract.ts';
import { rethrowNamed } from './file-fault.ts';
import type { CallDef } from './contract/define.ts';
import type { Context, Handler } from './handler.ts';
import { makeHost } from './host.ts';
import type { ApiOptions, Host, Session } from './host.ts';
import { asksForHealth } from './health-filter.ts';
import { heavyLane } from './heavy-lane.ts';
import { keepAid } from './keep-aid.ts';
import { loadAhead, loadArea } from './load-area.ts';
import { preparesWork } from './prepare-work.ts';
import { noteFailure } from './survival/event-log.ts';
import { watchHealth } from './survival/watch-health.ts';
import { startUploadClock } from './upload-clock.ts';
import { writeWaiting } from './waiting-deliveries.ts';

/** The one door to the register: the window, the terminal and the tests all call through it. */
export interface Api {
  /** Calls by name; checks the session, the role and the input. Errors are Failures with a code. */
  call(name: string, input: unknown, context: { session: string }): Promise<unknown>;
  close(): Promise<void>;
}

/** What somebody may do whose passphrase was chosen by another. */
const heardBefore: readonly string[] = ['user.changePassphrase', 'session.lock'];

/** A terminal ends, and closing carries over what it wrote. */
function carryOver(host: Host, { lane }: ApiOptions, { writer }: Context): void {
  if (lane === 'write') carryOverLater(writer, host.databaseKey());
}

/** Makes the api of one lane. */
export function createApi(options: ApiOptions): Api {
  const host = makeHost(options);
  const heavy = heavyLane(host, options);
  // A part that cannot be loaded is said to whoever asks for it.
  if (options.loadAhead && options.lane !== 'both') {
    loadAhead(options.lane).then(() => {
      // The first list names places.
      if (options.lane === 'read') host.regions();
    }).catch(() => undefined);
  }
  const prepared = preparesWork();
  let last: Session | null = null;
  const present = async (): Promise<Context | null> => {
    const who = last && (await host.session(last.token).catch(() => null));
    return who && makeContext(host, who, options.onEvent);
  };
  const stopClock = options.lane === 'write' ? startUploadClock(present) : () => undefined;
  host.onWaiting(() => void present().then(async (context) => {
    if (!context || !host.isOpen()) return;
    writeWaiting(context);
    await keepAid(context);
    if (host.isOpen()) carryOver(host, options, context);
  }).catch((error: unknown) => {
    // It stays and is tried again before the next write; nobody waits for this one, so nobody else would hear of it.
    noteFailure(options, 'delivery.record', error);
  }));
  return {
    async call(name, input, { session }) {
      const def = isCall(name) ? callFacts[name] : fail('UNKNOWN_CALL', { name });
      const { input: shape, handler } = await callOf(name as CallName);
      const who = def.open ? null : await host.session(session);
      if (who) last = who;
      if (who && def.permission !== null && !who.permissions.includes(def.permission)) {
        fail('NOT_ALLOWED', { role: who.user.role, call: name });
      }
      if (who?.user.role === 'opd' && !agencyMayCall(name as CallName)) fail('NOT_ALLOWED', { role: who.user.role, call: name });
      if (who?.mustChange && !heardBefore.includes(name)) fail('PASSPHRASE_MUST_CHANGE');
      const parsed = shape.safeParse(input ?? {});
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        return fail('INVALID_INPUT', { detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() });
      }
      if (who && asksForHealth(parsed.data) && !who.permissions.includes('health.read')) fail('NOT_ALLOWED', { role: who.user.role, call: name });
      const context = makeContext(host, who, options.onEvent);
      try {
        // A month may end while the office is open: what it ended with is kept before anything is added to it.
        if (who && def.lane === 'write' && host.isOpen()) {
          keepMonths(context.writer);
          // What waited was said before this.
          writeWaiting(context);
        }
        // What the other thread answers went through the same door there.
        if (who && heavy.takes(name as CallName, parsed.data, context)) return await heavy.call(name, parsed.data, context);
        if (who?.user.role === 'opd') return withoutChildren(await forAgency(name as CallName, parsed.data, context, async (input) => handler(input as never, context)), context);
        const result = await handler(parsed.data as never, context);
        // Locking, too, is a call of the writing lane: what it closed is not asked.
        const begins = name === 'session.open' && options.lane === 'write';
        if (((who && def.lane === 'write') || begins) && host.isOpen()) {
          // What came while this call held the register open.
          writeWaiting(context);
          await keepAid(context);
          if (host.isOpen()) carryOver(host, options, context);
        }
        if (who && options.lane === 'read') prepared(context);
        if (name === 'session.open' && options.watchHealth && host.isOpen()) watchHealth(host);
        return who && name !== 'session.lock' ? withoutChildren(result, context) : result;
      } catch (error) {
        try {
          return rethrowNamed(error, host);
        } catch (named) {
          noteFailure(options, name, named);
          throw named;
        }
      }
    },
    async close() {
      stopClock();
      heavy.close();
      host.close();
    },
  };
}

/** A typed way to call: what the terminal and the tests use. */
export function caller(api: Api, session: () => string) {
  return <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
    api.call(name, input, { session: session() }) as Promise<CallOutput<N>>;
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(callFacts, name);
}

/** What a call takes and what answers it; loaded before anything is asked of the session, which may end meanwhile. */
async function callOf(name: CallName): Promise<{ readonly input: CallDef['input']; readonly handler: Handler<CallName> }> {
  const { calls, handlers } = await loadArea(callFacts[name].area);
  return { input: (calls as Record<string, CallDef>)[name]?.input ?? fail('UNKNOWN_CALL', { name }), handler: (handlers as Record<string, unknown>)[name] as Handler<CallName> };
}

function makeContext(host: Host, session: Session | null, onEvent: (event: ApiEvent) => void): Context {
  return {
    host,
    get session() {
      return session ?? fail('LOCKED');
    },
    get reader() {
      return host.reader();
    },
    get writer() {
      return host.writer();
    },
    get actor() {
      return { user: { uid: session?.user.id ?? null, name: session?.user.name ?? '' }, scope: session?.user.areaPrefix ?? '' };
    },
    get scope() {
      return session?.user.areaPrefix ?? '';
    },
    meta: (kind, more) => ({ user: { uid: session?.user.id ?? null, name: session?.user.name ?? '' }, kind, ...more }),
    changed: (...what) => onEvent({ type: 'changed', what }),
    received: (job, row) => onEvent({ type: 'received', job, row }),
    progress: (job) => (progress) => onEvent({ type: 'progress', job, ...progress }),
  };
}
