import { expect, test } from 'vitest';
import { refusalOf } from '../../../src-main/hosts/browser/guard.ts';

/** What a request of our own page at a port says. */
const asks = (host: string) => ({ method: 'GET', url: '/', headers: { host, origin: `http://${host}` } });

test.each([
  ['127.0.0.1', 80, true],
  ['localhost', 80, true],
  ['127.0.0.1:80', 80, true],
  ['tallydesk.example', 80, false],
  ['127.0.0.1', 47_810, false],
  ['127.0.0.1:80', 47_810, false],
  ['localhost:47810', 47_810, true],
])('a Host of %s comes in at port %i: %s', (host, port, comesIn) => {
  expect(refusalOf(asks(host), port) === null).toBe(comesIn);
});
