/** The part of Electron's `webPreferences` that decides what a page may reach. */
export interface WebPreferences {
  readonly preload?: string;
  readonly [name: string]: unknown;
}

/** Value each of these must not have: with it, a page would reach Node or escape its own world. */
const insecure: Readonly<Record<string, boolean>> = {
  sandbox: false,
  contextIsolation: false,
  webSecurity: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  webviewTag: true,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
};

/** Throws on preferences that the stand-in cannot honour safely and that Tepat must never have. */
export function assertSecure(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(insecure)) {
    if (preferences[name] === value) throw new Error(`Insecure webPreferences: ${name} is ${String(value)}`);
  }
  if ('enableBlinkFeatures' in preferences) throw new Error('Insecure webPreferences: enableBlinkFeatures');
}
