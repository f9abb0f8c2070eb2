import { api, type Schema } from '@/shared/api';

export type Ward = Schema['Ward'];
const nobody: Ward[] = [];

/** Children and others for whom a patient acts; few people have any. */
export const useWards = (): Ward[] => api.useQuery('get', '/api/patients/me/wards', {}, { staleTime: 300_000, retry: false }).data?.items ?? nobody;
