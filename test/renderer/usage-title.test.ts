import { expect, it } from 'vitest';
import { usageHeading, usageSubtitle } from '../../src-renderer/features/usage/usage-title.ts';
import { usageOf } from '../../src-renderer/ui/usage-link.ts';

it.each([
  [{}, 'Credit usage', 'Ananya'],
  [{ membershipId: 'm' }, 'Credit usage', 'Ananya'],
  [{ membershipId: 'm', kind: 'time' }, 'Time credit · Credit usage', 'Ananya, Time credit'],
  [{ lotId: 'l' }, 'Use history', 'Ananya'],
  [{ companyId: 'c' }, 'Team benefit usage', 'Ananya'],
  [{ companyId: 'c', kind: 'money' }, 'Money credit · Team benefit usage', 'Ananya, Money credit'],
  [{ kind: 'printing' }, 'Printing credit · Benefit use history', 'Ananya, Printing credit'],
] as const)('the title names what the figures are of: %j', (narrowed, subtitle, heading) => {
  const place = usageOf('a', narrowed);
  expect(usageSubtitle(place)).toBe(subtitle);
  expect(usageHeading('Ananya', place)).toBe(heading);
});
