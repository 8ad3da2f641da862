/** The path of Electron's binary, or null where it was never had. */
export function electronBinary(): string | null;
