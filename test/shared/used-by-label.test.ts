import { expect, it } from 'vitest';
import { usedByLabel } from '../../src-shared/used-by-label.ts';

it('an entry names who used credit by e-mail, and where there is none by name', () => {
  expect(usedByLabel({ email: 'mara@example.org', name: 'Mara Lindt' })).toBe('mara@example.org');
  expect(usedByLabel({ email: null, name: 'Mara Lindt' })).toBe('Mara Lindt');
});
