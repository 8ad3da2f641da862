import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { entities, fieldsOf } from '../../../db/rules/entities.ts';
import type { EntityKey } from '../../../db/rules/entities.ts';
import type { FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { writeCard } from '../../../db/handoff/card.ts';
import type { Session } from '../../../db/handoff/session.ts';
import { trustCard } from '../../../db/handoff/trust.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import type { Log } from '../../../db/store/change-log.ts';
import { createOffice } from '../../../db/store/create-office.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import type { OpenOffice } from '../../../db/store/open-office.ts';
import { toRecord } from '../../../db/store/records.ts';

/** What opens every office of a world. */
export const WORLD_PASSPHRASE = 'sungai mahakam 2026';
const KDF_COST = 10;

export interface TestOffice {
  readonly dir: string;
  readonly profileDir: string;
  readonly code: string;
  office: OpenOffice;
  session: Session;
  close(): void;
  reopen(other?: { dir?: string; profileDir?: string }): Session;
}

export interface World {
  readonly root: string;
  /** A fresh folder in the place of a stick. */
  stick(): string;
  make(code: string, name: string, level: 'kelurahan' | 'kecamatan' | 'kota', practice?: boolean): TestOffice;
  /** Another PC of the same office: its folder copied to a PC with a profile of its own. */
  clone(one: TestOffice, withProfile?: boolean): TestOffice;
  end(): void;
}

/** A world of real, encrypted offices in one temporary folder. The clock moves a second at every look. */
export function makeWorld(): World {
  const root = mkdtempSync(join(tmpdir(), 'tepat-handoff-'));
  const offices: TestOffice[] = [];
  let seconds = 0;
  let sticks = 0;
  const now = (): Date => new Date(Date.parse('2026-11-22T01:00:00.000Z') + 1000 * (seconds += 1));
  const surroundings = { now, newId: uuidv7, kdfCost: KDF_COST, passphrase: WORLD_PASSPHRASE };
  return {
    root,
    stick() {
      const folder = join(root, `stick${(sticks += 1)}`);
      mkdirSync(folder);
      return folder;
    },
    make(code, name, level, practice = false) {
      const [dir, profileDir] = folders(code);
      const { office } = createOffice({ dir, profileDir, ...surroundings, identity: { code, name, level, practice }, user: { name: 'siti', displayName: 'Siti' } });
      return add(code, dir, profileDir, office);
    },
    clone(one, withProfile = false) {
      const [dir, profileDir] = folders(one.code);
      one.close();
      cpSync(one.dir, dir, { recursive: true });
      if (withProfile) cpSync(one.profileDir, profileDir, { recursive: true });
      one.reopen();
      return add(one.code, dir, profileDir, openOffice({ dir, profileDir, ...surroundings, user: 'siti' }));
    },
    end() {
      for (const one of offices) one.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  function folders(code: string): [string, string] {
    return [join(root, `${code}-${offices.length}`), join(root, `profil-${offices.length}`)];
  }
  function add(code: string, dir: string, profileDir: string, office: OpenOffice): TestOffice {
      const made: TestOffice = {
        dir, profileDir, code, office, session: sessionOf(office),
        close: () => made.office.close(),
        reopen(other = {}) {
          made.office.close();
          made.office = openOffice({ dir: other.dir ?? dir, profileDir: other.profileDir ?? profileDir, ...surroundings, user: 'siti' });
          made.session = sessionOf(made.office);
          return made.session;
        },
      };
      offices.push(made);
      return made;
  }
}

export function sessionOf(office: OpenOffice): Session {
  return { office: office.writer, secrets: office.secrets, user: { uid: office.userId, name: 'siti' } };
}

/** Lets two offices trust each other by voice. */
export async function befriend(world: World, a: TestOffice, b: TestOffice): Promise<void> {
  for (const [from, to] of [[a, b], [b, a]] as const) {
    const { file, fingerprint } = await writeCard(from.session, join(world.stick(), 'kartu.tepatcard'));
    trustCard(to.session, { path: file, fingerprint });
  }
}

export function edit<T>(one: TestOffice, work: (log: Log) => T): T {
  return writeChanges(one.session.office, { user: one.session.user, kind: 'edit' }, work);
}

let serial = 0;

/** Writes made-up families with people, a ranking and an enrolment each; returns the families' uids. */
export function addFamilies(one: TestOffice, count: number): string[] {
  const owner = one.code;
  return edit(one, (log) => Array.from({ length: count }, () => {
    const number = String((serial += 1)).padStart(4, '0');
    const family = log.create('family', {
      owner, noKk: `647403010190${number}`, address: `Jl. Contoh No. ${number}`, rt: '001', rw: '002', region: owner, status: 1, account: 1,
      floor: { list: 'BDT.lantai', version: '2015', code: null, raw: 'Keramik lama' },
    });
    for (let sequence = 1; sequence <= 3; sequence += 1) {
      log.create('person', {
        owner, family: family.uid, sequence, name: `Orang ${number} ${sequence}`, nik: `64740${sequence}010190${number}`.slice(0, 16), birthDate: `19${60 + sequence}-02-0${sequence}`, sex: 1 + (sequence % 2),
        relationship: sequence, shdk: sequence, status: 1, depression: 4, chronicDisease: 1, pregnant: 2,
      });
    }
    log.create('ranking', { owner, family: family.uid, source: 1, scope: 1, measure: 1, value: 1 + (serial % 10), date: '2026-01-31' });
    return family.uid;
  }));
}

/** Every travelling record of an owner, by entity and uid, without the withheld fields. */
export function holdings(one: TestOffice, owner: string): Record<string, Record<string, Record<string, FieldValue>>> {
  const { db } = one.session.office;
  const all: Record<string, Record<string, Record<string, FieldValue>>> = {};
  for (const entity of Object.keys(entities) as EntityKey[]) {
    if (!entities[entity].travels) continue;
    const withheld = fieldsOf(entity).filter((field) => field.withheld).map((field) => field.key);
    const rows = db.prepare(`SELECT * FROM "${entity}" WHERE owner = ?`).all(owner) as Parameters<typeof toRecord>[1][];
    all[entity] = Object.fromEntries(rows.map((row) => {
      const record = toRecord(entity, row);
      return [record.uid, Object.fromEntries(Object.entries(record.values).filter(([key]) => !withheld.includes(key)))];
    }));
  }
  return all;
}

/** Local number of a record. */
export function numberOf(one: TestOffice, entity: EntityKey, uid: string): number {
  return one.session.office.db.prepare(`SELECT id FROM "${entity}" WHERE uid = ?`).pluck().get(uid) as number;
}

/** Changes fields of a record by its uid. */
export function change(one: TestOffice, entity: EntityKey, uid: string, values: FieldValues): void {
  edit(one, (log) => log.update(entity, numberOf(one, entity, uid), values));
}
