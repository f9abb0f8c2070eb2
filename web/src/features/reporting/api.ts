import { keepPreviousData } from '@tanstack/react-query';
import { api } from '@/shared/api';
import type { By, Span } from './periods';

export interface Question extends Span {
  by: By;
  site_id?: string;
  practitioner_id?: string;
}

const usual = { placeholderData: keepPreviousData };
/** Of today: read again by itself. */
const often = { refetchInterval: 30_000 };

const asked = (query: Question) => ({ params: { query } });
export const useActivity = (query: Question) => api.useQuery('get', '/api/reports/activity', asked(query), usual);
export const useToday = (day: string) => api.useQuery('get', '/api/reports/activity', asked({ from: day, until: day, by: 'day' }), often);
export const usePatients = (query: Question) => api.useQuery('get', '/api/reports/patients', asked(query), usual);
export const useFinance = (query: Question) => api.useQuery('get', '/api/reports/finance', asked(query), usual);
export const useCommunity = (query: Question) => api.useQuery('get', '/api/reports/community', asked(query), usual);
export const useTakings = (day: string, enabled: boolean) =>
  api.useQuery('get', '/api/reports/finance', asked({ from: day, until: day, by: 'day' }), { ...often, enabled });
