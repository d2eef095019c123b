import { expect, test } from 'vitest';
import { commandFor } from '../../../src-main/hosts/browser/open-browser.ts';

const address = 'http://127.0.0.1:47810/?token=aB_9-x';
const desktop = { DISPLAY: ':0' };

test.each([
  ['win32', {}, ['cmd', '/c', 'start', '', address]],
  ['darwin', {}, ['open', address]],
  ['linux', desktop, ['xdg-open', address]],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', address]],
  ['linux', {}, null],
] as const)('on %s with %o the address is opened by %o', (platform, env, command) => {
  expect(commandFor(address, platform, env)).toEqual(command);
});

test.each([
  'http://127.0.0.1:47810/?token=a&calc.exe',
  'http://127.0.0.1:47810/?token=a"&calc.exe&"',
  'http://127.0.0.1:47810/?token=%PATH%',
  'http://127.0.0.1:47810/?token=a\n',
  'http://127.0.0.1:47810/',
  'http://127.0.0.1:@evil.example/?token=a',
  'http://localhost:47810/?token=a',
  'file:///etc/passwd',
  '--help',
])('what is no address of a host is handed to no program: %j', (text) => {
  for (const platform of ['win32', 'darwin', 'linux'] as const) expect(commandFor(text, platform, desktop)).toBeNull();
});
