import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leave, logInAs, open, serve, someone } from '../../../tests/render';
import { knowFeatures } from '@/shared/routing';
import feature from './routes';

const nothing = { body: { items: [] } };
const luc = { id: 'luc', birth_name: 'Bernard', first_name: 'Luc', sex: 'male', language: 'fr', created_at: '2026-01-01T08:00:00Z', version: 1 };
const clinic = { 'GET /api/patients/luc': { body: luc }, 'GET /api/appointments': nothing, 'GET /api/practitioners': nothing, 'GET /api/visit-types': nothing, 'GET /api/clinics': nothing };

beforeEach(() => {
  logInAs(someone());
  knowFeatures([feature]);
});
afterEach(leave);

describe('how a patient kept to their visits', () => {
  const figures = { since: '2024-01-01T08:00:00Z', kept: 3, missed: 1, cancelled_late: 1 };

  it('is told on their page', async () => {
    serve({ ...clinic, 'GET /api/appointments/reliability': { body: figures } });
    await open('/patients/luc', feature.routes);
    expect(await screen.findByText('Sur 24 mois : 3 visites, 1 absence, 1 annulation tardive')).toBeInTheDocument();
  });

  it('says nothing of what there was not', async () => {
    serve({ ...clinic, 'GET /api/appointments/reliability': { body: { ...figures, kept: 1, missed: 0, cancelled_late: 0 } } });
    await open('/patients/luc', feature.routes);
    expect(await screen.findByText('Sur 24 mois : 1 visite')).toBeInTheDocument();
  });

  it('is silent where it is not theirs to know', async () => {
    serve(clinic);
    await open('/patients/luc', feature.routes);
    await screen.findByRole('heading', { level: 2, name: 'Rendez-vous' });
    expect(screen.queryByText(/Sur 24 mois/)).not.toBeInTheDocument();
  });
});
