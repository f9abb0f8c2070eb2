import { whenOpened } from '@/shared/ui';
import type { VisitDrawerProps } from './VisitDrawer';

/** The visit's drawer, loaded with the first visit that is opened. */
export const VisitDrawer = whenOpened<VisitDrawerProps>(() => import('./VisitDrawer'));
