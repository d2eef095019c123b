import { describe, expect, it } from 'vitest';
import { splitHash } from '../../src-renderer/app/hash-location.ts';
import { isInRoom, rooms } from '../../src-renderer/app/rooms.ts';
import { isDesktopWindow } from '../../src-renderer/client/transport.ts';
import { searchAddress } from '../../src-renderer/features/customers/search-address.ts';

describe('an address after the #', () => {
  it.each([
    ['', '/', ''],
    ['#/', '/', ''],
    ['#/customers', '/customers', ''],
    ['#customers', '/customers', ''],
    ['#/customers/42/usage?membership=7&view=manual', '/customers/42/usage', 'membership=7&view=manual'],
    ['#/customers?q=what%3F', '/customers', 'q=what%3F'],
    ['#/customers?q=a?b', '/customers', 'q=a?b'],
  ])('%j is a path and a query of its own', (hash, path, search) => {
    expect(splitHash(hash)).toEqual({ path, search });
  });

  it('lies in one room at most', () => {
    for (const path of ['/customers', '/customers/42/usage', '/import', '/customersx', '/']) {
      expect(rooms.filter((room) => isInRoom(path, room)).length).toBeLessThanOrEqual(1);
    }
    expect(rooms.find((room) => isInRoom('/customers/42', room))?.name).toBe('Customers');
    expect(rooms.find((room) => isInRoom('/customersx', room))).toBeUndefined();
  });
});

describe('the address of the customers’ list', () => {
  it.each([
    ['', null, ''],
    ['  ', null, ''],
    ['mara lindt', null, '?q=mara+lindt'],
    ['', 'expiring', '?filter=expiring'],
    ['100% & more', 'archived', '?q=100%25+%26+more&filter=archived'],
  ] as const)('%j with %j is %j', (words, filter, address) => {
    expect(searchAddress(words, filter)).toBe(address);
  });
});

describe('the way to the app', () => {
  it('is the port in the desktop window and HTTP in a browser', () => {
    expect(isDesktopWindow('Mozilla/5.0 (X11) Chrome/156.0 Electron/45.4.1 Safari/537.36')).toBe(true);
    expect(isDesktopWindow('Mozilla/5.0 (X11) Chrome/156.0 Safari/537.36')).toBe(false);
  });
});
