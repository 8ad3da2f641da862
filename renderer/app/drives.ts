import { useEffect, useState } from 'react';
import { callShell, onDrives } from '../bridge.ts';
import type { Drive } from '../bridge.ts';

/** The sticks that are in, as they come and go. */
export function useDrives(): readonly Drive[] {
  const [drives, setDrives] = useState<readonly Drive[]>([]);
  useEffect(() => {
    let heard = false;
    const stop = onDrives((now) => { heard = true; setDrives(now); });
    // A shell that cannot say leaves the way by "choose a folder".
    callShell('shell.drives', {}).then((now) => { if (!heard) setDrives(now); }, () => undefined);
    return stop;
  }, []);
  return drives;
}
