import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtersOf } from '../../src-renderer/features/usage/entry-filters.ts';
import { knownPlace } from '../../src-renderer/features/usage/known-place.ts';
import { profileOf } from '../../src-renderer/features/usage/way-back.ts';
import {
  creditKinds,
  isFiltered,
  readUsagePlace,
  scopeOf,
  type UsagePlace,
  usageOf,
  usagePath,
} from '../../src-renderer/ui/usage-link.ts';
import { usageViews } from '../../src-shared/usage-labels.ts';

const queryOf = (path: string) => path.split('?')[1] ?? '';

describe('the address of a usage screen', () => {
  it('is short where nothing is narrowed down', () => {
    expect(usagePath(usageOf('c1'))).toBe('/customers/c1/usage');
  });

  it('names scope and filters', () => {
    const place = usageOf('c1', {
      membershipId: 'm1',
      cycle: 2,
      view: 'manual',
      from: '2026-01-31',
      text: 'flow & co',
    });
    expect(usagePath(place)).toBe(
      '/customers/c1/usage?membership=m1&cycle=2&view=manual&from=2026-01-31&q=flow+%26+co',
    );
  });

  it('gives every place back as it was', () => {
    const id = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: null });
    const places: fc.Arbitrary<UsagePlace> = fc.record({
      customerId: fc.constant('c1'),
      membershipId: fc.constant('m/1?&'),
      cycle: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null }),
      lotId: id,
      companyId: id,
      creditId: id,
      kind: fc.constantFrom(null, ...creditKinds),
      view: fc.constantFrom(...usageViews),
      kinds: fc.uniqueArray(fc.constantFrom('grant' as const, 'use' as const, 'rollover_in' as const)),
      from: fc.constantFrom(null, '2026-02-28'),
      to: fc.constantFrom(null, '2026-12-31'),
      text: fc
        .string({ maxLength: 200, unit: 'grapheme' })
        .map((text) => text.slice(0, 200))
        .filter((text) => text.isWellFormed()),
      entry: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null }),
    });
    fc.assert(
      fc.property(places, (place) => {
        expect(readUsagePlace('c1', queryOf(usagePath(place)))).toEqual(place);
      }),
    );
  });

  it('leaves out what a mistyped link says wrongly', () => {
    const place = readUsagePlace(
      'c1',
      'membership=m1&cycle=-2&view=nonsense&kinds=grant,__proto__,toString&from=2026-02-30&entry=x',
    );
    expect(place).toEqual(usageOf('c1', { membershipId: 'm1', kinds: ['grant'] }));
  });
});

describe('the way back from a usage screen', () => {
  it.each([
    [usageOf('c/1'), '/customers/c%2F1'],
    [usageOf('c1', { membershipId: 'm1' }), '/customers/c1'],
    [usageOf('c1', { lotId: 'l1' }), '/customers/c1?tab=session'],
    [usageOf('c1', { kind: 'money' }), '/customers/c1?tab=money'],
    [usageOf('c1', { kind: 'pass' }), '/customers/c1'],
  ])('%o leads to %s', (place, path) => {
    expect(profileOf(place, [{ kind: 'session' }])).toBe(path);
  });
});

describe('the scope of an address', () => {
  it.each([
    [usageOf('c1'), { customerId: 'c1' }],
    [usageOf('c1', { creditId: 'k1' }), { customerId: 'c1', creditId: 'k1' }],
    [usageOf('c1', { companyId: 'c1' }), { companyId: 'c1' }],
    [usageOf('c1', { membershipId: 'm1', creditId: 'k1' }), { membershipId: 'm1' }],
    [usageOf('c1', { membershipId: 'm1', cycle: 3 }), { membershipId: 'm1', cycle: 3 }],
    [usageOf('c1', { lotId: 'l1', membershipId: 'm1' }), { lotId: 'l1' }],
  ])('%o', (place, scope) => {
    expect(scopeOf(place)).toEqual(scope);
  });

  it('is not a filter; a view, kinds, days and text are', () => {
    expect(isFiltered(usageOf('c1', { membershipId: 'm1', cycle: 1, creditId: 'k', entry: 3 }))).toBe(false);
    for (const narrowed of [
      { view: 'manual' },
      { kinds: ['grant'] },
      { kind: 'time' },
      { from: '2026-01-01' },
      { to: '2026-01-01' },
      { text: 'a' },
    ]) {
      expect(isFiltered(usageOf('c1', narrowed as Partial<UsagePlace>))).toBe(true);
    }
  });
});

describe('an address that is out of date', () => {
  const place = usageOf('c1', { membershipId: 'm1', cycle: 99, creditId: 'gone' });

  it('shows all cycles and all credits where its own are not there', () => {
    expect(knownPlace(place, [{ id: 'k1' }], [{ number: 1 }])).toEqual(usageOf('c1', { membershipId: 'm1' }));
  });

  it('stands until what is there is known, and where it is there', () => {
    expect(knownPlace(place, undefined, undefined)).toEqual(place);
    expect(knownPlace(place, [{ id: 'gone' }], [{ number: 99 }])).toEqual(place);
  });
});

describe('the chosen credit', () => {
  it('narrows the list where the scope can’t be narrowed to it, and is part of the scope else', () => {
    expect(filtersOf(usageOf('c1', { membershipId: 'm1', creditId: 'k1' }))).toEqual({ creditId: 'k1' });
    expect(filtersOf(usageOf('c1', { creditId: 'k1' }))).toEqual({});
    expect(scopeOf(usageOf('c1', { creditId: 'k1' }))).toEqual({ customerId: 'c1', creditId: 'k1' });
  });
});
