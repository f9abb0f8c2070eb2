import { describe, expect, it } from 'vitest';
import { numberOf, sections, sentOf, valuesOf, type SectionName } from './sections';

const written = { id: '1', author: 'Dr Martin', recorded_at: '2026-01-01T08:00:00Z', version: 1 };

describe('the form of an entry', () => {
  it('sends back what it was given, in every section', () => {
    const entries: Record<SectionName, Record<string, unknown>> = {
      allergies: { substance: 'Latex', severity: 'severe', noted_on: '2020-02-29', status: 'active' },
      problems: { label: 'Asthme', code: 'J45.9', status: 'resolved', resolved_on: '2021-01-02' },
      medications: { name: 'Metformine', dose: '2.5 mg' },
      immunizations: { vaccine: 'DTP', given_on: '2015-03-04' },
      vitals: { measured_at: '2026-01-02T09:00:00Z', weight_kg: 72.5, systolic: 120, diastolic: 80 },
      history: { title: 'Appendicectomie', kind: 'surgical' },
    };
    for (const section of Object.keys(sections) as SectionName[]) {
      const entry = { ...written, ...entries[section] };
      expect(sentOf(section, valuesOf(section, entry), entry)).toEqual(entries[section]);
    }
  });

  it('begins with the usual choice, and leaves out what is empty', () => {
    expect(sentOf('allergies', { ...valuesOf('allergies', undefined), substance: ' Lait ' }, undefined)).toEqual({ substance: 'Lait', status: 'active' });
  });

  it('takes numbers with a comma or a point', () => {
    expect([numberOf('72,5'), numberOf('72.5'), numberOf('beaucoup')]).toEqual([72.5, 72.5, 'beaucoup']);
  });

  it('measures now when nobody says when', () => {
    expect(Date.parse(String(sentOf('vitals', { spo2: '98' }, undefined).measured_at))).toBeLessThanOrEqual(Date.now());
  });
});
