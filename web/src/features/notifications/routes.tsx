import { lazy } from 'react';
import type { Feature } from '@/shared/routing';

export default { id: 'notifications', header: lazy(() => import('./parts/Bell')) } satisfies Feature;
