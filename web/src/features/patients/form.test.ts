import { describe, expect, it } from 'vitest';
import { givenPatient, patientRules, patientValues } from './form';

const chloe = {
  id: '1', birth_name: 'Lefèvre-Noël', first_name: 'Chloé', sex: 'female' as const, birth_date: '1984-02-29', language: 'fr' as const,
  created_at: '2026-01-01T08:00:00Z', version: 1, address: { line1: '4 rue des Lilas', postal_code: '75019', city: 'Paris', country: 'FR' },
};

describe('the form of a patient', () => {
  it('sends back what it was given', () => {
    expect(JSON.parse(JSON.stringify(givenPatient(patientValues(chloe))))).toEqual({
      birth_name: 'Lefèvre-Noël', first_name: 'Chloé', sex: 'female', birth_date: '1984-02-29', language: 'fr', address: chloe.address,
    });
  });

  it('leaves out what is empty, so that nothing is sent of an address or contact without content', () => {
    const sent = JSON.parse(JSON.stringify(givenPatient({ ...patientValues(undefined), birth_name: ' Roy ', first_name: 'Éloi' })));
    expect(sent).toEqual({ birth_name: 'Roy', first_name: 'Éloi', sex: 'unknown', language: 'fr' });
  });

  it('shows the birth date the way it is typed', () => {
    expect(patientValues(chloe).birth_date).toBe('29/02/1984');
  });

  it('asks for the whole of an address and of a contact once a part is there', () => {
    const values = patientValues({ address: { line1: '4 rue des Lilas', postal_code: '', city: '', country: 'FR' } });
    expect(patientRules.address.city('', values)).not.toBeNull();
    expect(patientRules.address.city('', patientValues(undefined))).toBeNull();
    expect(patientRules.emergency_contact.phone('', { emergency_contact: { name: 'Paul', phone: '', relation: '' } })).not.toBeNull();
  });
});
