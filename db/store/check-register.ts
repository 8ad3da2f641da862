import { openConnection } from './connection.ts';
import { isDiskFault } from './disk-fault.ts';
import { officePaths } from './office-folder.ts';

/** What reading every page of the register found. */
export interface RegisterCheck {
  readonly sound: boolean;
  /** SQLite's first complaint; empty where there is none. */
  readonly complaint: string;
}

/**
 * Reads every page of the register on a connection of its own, beside whoever has it open: a page that was damaged while
 * the office was closed shows only when it is read, and is written around until then.
 */
export function checkRegister(dir: string, databaseKey: Uint8Array): RegisterCheck {
  try {
    const db = openConnection(officePaths(dir).register, { key: databaseKey, readonly: true, mustExist: true });
    try {
      const said = String(db.pragma('quick_check(1)', { simple: true }));
      return { sound: said === 'ok', complaint: said === 'ok' ? '' : said };
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDiskFault(error)) return { sound: false, complaint: (error as { code: string }).code };
    throw error;
  }
}
