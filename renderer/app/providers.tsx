import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { theme } from '../ui/theme.ts';
import { createQueryClient } from './calls.ts';
import { SessionProvider } from './session.tsx';
import { styleNonce } from './style-nonce.ts';

const schemes = localStorageColorSchemeManager({ key: 'tepat.scheme' });

/** Everything that the screens stand on. */
export function Providers({ children }: { children: ReactNode }): ReactNode {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} colorSchemeManager={schemes} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={client}>
        <SessionProvider>
          <Router hook={useHashLocation}>{children}</Router>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
