import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { queries } from '@/shared/api';
import { ProofHost } from '@/shared/proof/ProofHost';
import { ToastHost } from '@/shared/ui/toast';
import { nonce } from './nonce';
import { router } from './router';
import { theme, themeManager, variables } from './theme';

/** The providers, around the pages or around what stands in their place. */
export function App({ children = <RouterProvider router={router} /> }: { children?: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={themeManager}
      cssVariablesResolver={variables}
      getStyleNonce={() => nonce ?? ''}
    >
      <QueryClientProvider client={queries}>
        {children}
        <ProofHost />
        <ToastHost />
      </QueryClientProvider>
    </MantineProvider>
  );
}
