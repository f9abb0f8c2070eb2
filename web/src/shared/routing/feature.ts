import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { components } from '@/shared/api/schema';
import type { Role } from '@/shared/api/session';

type Icon = ComponentType<{ size?: number | string; stroke?: number | string }>;

/** An entry of the navigation and of the palette. */
export interface NavItem {
  id: string;
  to: string;
  label: () => string;
  icon: Icon;
  /** Who sees it. */
  roles: Role[];
  /** Small comes first. 10 is the daily work, 50 what is rarer. */
  order: number;
  /** Admin pages are listed under a heading of their own. */
  group?: 'main' | 'admin';
  /** `g p`: also reachable by keyboard. */
  keys?: string;
}

/** Something to do from anywhere by the palette, and by a key if it has one. */
export interface Action {
  id: string;
  label: () => string;
  icon: Icon;
  roles: Role[];
  keys?: string;
  /** `go` opens a path of the app. */
  run: (go: (path: string) => void) => void;
}

export interface Hit {
  id: string;
  label: string;
  hint?: string;
  to: string;
}

/** Finds things for the palette as the user types (two letters or more). */
export interface SearchProvider {
  id: string;
  label: () => string;
  roles: Role[];
  find: (query: string, signal: AbortSignal) => Promise<Hit[]>;
  /** Small comes first; 10 is people. */
  order: number;
}

/** A tab of the patient's page, which stands in the address as `?tab=<id>`. */
export interface PatientTab {
  id: string;
  label: () => string;
  /** Who sees it; what it shows is still the server's to decide. */
  roles: Role[];
  /** Small comes first; the overview is 0. */
  order: number;
  /** Loaded when first opened: `lazy(() => import('./parts/FilesPanel'))`. */
  panel: ComponentType<{ patientId: string }>;
}

export type Visit = components['schemas']['Appointment'];

/** Where a visit leads: beside its acts in the drawer and on the day's page. */
export interface VisitLink {
  id: string;
  label: () => string;
  icon: Icon;
  roles: Role[];
  shows: (visit: Visit) => boolean;
  /** `go` opens a path of the app. */
  run: (go: (path: string) => void, visit: Visit) => void;
}

/**
 * What a feature tells the app: the default export of its `routes.tsx`. It is part of the first page, so it must
 * stay light: pages by lazyRouteComponent, handlers by `import()`.
 */
export interface Feature {
  id: string;
  routes?: AnyRoute[];
  nav?: NavItem[];
  actions?: Action[];
  search?: SearchProvider[];
  patientTabs?: PatientTab[];
  visitLinks?: VisitLink[];
  /** Stands above every page of these people: what must be seen now. Loaded for them alone, so `lazy(() => import(…))`. */
  banner?: { roles: Role[]; part: ComponentType };
  /** Stands in the header, beside the account menu. */
  header?: ComponentType;
}
