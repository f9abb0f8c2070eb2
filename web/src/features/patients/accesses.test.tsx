import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectAccessible, leave, logInAs, open, serve, someone } from '../../../tests/render';
import feature from './routes';

const empty = { consents: [], allergies: [], medications: [], immunizations: [], vitals: [] };

beforeEach(() => logInAs(someone({ roles: ['patient'] })));
afterEach(leave);

it('tells a patient in words who read what, and why somebody outside their care did', async () => {
  serve({
    'GET /api/patients/me': { body: { id: 'me' } },
    'GET /api/patients/me/record': { body: empty },
    'GET /api/patients/me/accesses': {
      body: {
        items: [
          { at: '2026-11-20T09:00:00Z', name: 'Agathe Renard', roles: ['admin'], what: 'record', reason: 'Urgence : malaise' },
          { at: '2026-11-19T09:00:00Z', name: 'Rose Colin', roles: ['receptionist'], what: 'identity' },
        ],
      },
    },
  });
  await open('/my-record', feature.routes);
  await userEvent.click(await screen.findByRole('tab', { name: 'Qui a lu mon dossier' }));
  expect(await screen.findByRole('row', { name: /Agathe Renard .*Votre dossier médical Hors suivi Raison donnée : Urgence : malaise/ })).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Rose Colin Accueil Votre fiche/ })).toBeInTheDocument();
  await expectAccessible();
});
