import { basename } from 'node:path';
import type { Envelope } from './envelope.ts';
import type { OpenedPayload } from './frames.ts';
import { withPayload } from './open-payload.ts';
import { adoptIntroduction, introducedCard } from './reference/introduction.ts';
import type { Session } from './session.ts';
import { adoptSuccession, succeededCard } from './succession.ts';
import { cardOfDevice } from './trust.ts';
import { endedCard } from './revoke.ts';
import { adoptVouched } from './vouched.ts';

/**
 * Opens the payload of a package and hands it on as {@link withPayload} does. A sender that presents itself with it, by a
 * starter file, by its old key or by another PC of its office, is trusted from here on and not sooner: what it sealed was opened and is whole.
 */
export function withSender<T>(session: Session, envelope: Envelope, source: string, work: (opened: OpenedPayload) => T | Promise<T>): Promise<T> {
  const { header, sender } = envelope;
  return withPayload(session.office, envelope, basename(source), (opened) => {
    if (cardOfDevice(session.office, sender.card.deviceId) === null && endedCard(session.office, sender.card.deviceId) === null) {
      // An office that began with a starter file presents itself so for ever, also under a new key, or as a second PC.
      const isNew = succeededCard(session.office, header) === null && introducedCard(session.office, header) !== null;
      if (isNew) adoptIntroduction(session, sender);
      else adoptSuccession(session, header);
    }
    // What a PC signs after its end vouches for nobody.
    if (endedCard(session.office, sender.card.deviceId) === null) adoptVouched(session, header);
    return work(opened);
  });
}
