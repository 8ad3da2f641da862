import type { ReactNode } from 'react';
export function WelcomeScreen(_: { refresh: () => void }): ReactNode { return null; }
