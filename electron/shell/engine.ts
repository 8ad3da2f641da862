/** What draws the window: Electron itself, or Debian's Chromium in its place where Electron's binary cannot be had. */
export interface Engine {
  readonly engine: 'electron' | 'stand-in';
  /** For people: name and version. */
  readonly label: string;
  /** What the title bar adds to the name; empty under Electron. */
  readonly mark: string;
}

/** Says which engine this process runs under; only Electron sets `process.versions.electron`. */
export function currentEngine(): Engine {
  const electron = process.versions['electron'];
  return electron === undefined
    ? { engine: 'stand-in', label: 'Peraga Chromium', mark: ' (Peraga Chromium)' }
    : { engine: 'electron', label: `Electron ${electron}`, mark: '' };
}
