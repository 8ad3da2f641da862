import '@mantine/core/styles.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { Providers } from './app/providers.tsx';
import { tellStyleNonce } from './app/style-nonce.ts';
import { language } from './text/text.ts';
import { applyDensity } from './ui/density.ts';

applyDensity();
tellStyleNonce();
document.documentElement.lang = language();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <App />
      </Providers>
    </StrictMode>,
  );
}
