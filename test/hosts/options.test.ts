import { expect, test } from 'vitest';
import { commandFor } from '../../src-main/hosts/browser/open-browser.ts';
import { desktopOptions, startOptions, UnknownOptionError } from '../../src-main/hosts/options.ts';
import { defaultDataDir } from '../../src-main/platform/paths.ts';

test('without options the app opens the usual ledger at the usual port, in the browser', () => {
  expect(startOptions([])).toEqual({ dataDir: defaultDataDir(), port: null, open: true, demo: false });
});

test('every option is taken', () => {
  const options = startOptions(['--browser', '--port', '0', '--no-open', '--data', '/srv/desk', '--demo']);
  expect(options).toEqual({ dataDir: '/srv/desk', port: 0, open: false, demo: true });
});

test.each([
  ['--prot', '4000'],
  ['--port', 'http'],
  ['--port', '70000'],
  ['--port=-1'],
  ['--port'],
  ['--data'],
  ['file'],
])('what is not an option is refused with those that are: %s', (...args) => {
  expect(() => startOptions(args)).toThrow(UnknownOptionError);
  expect(() => startOptions(args)).toThrow(/--no-open/);
});

test("the desktop window leaves Electron's own switches alone", () => {
  const options = desktopOptions(['--inspect=0', '--no-sandbox', '/app', '--data', '/srv/desk', '--demo']);
  expect(options).toEqual({ dataDir: '/srv/desk', demo: true });
  expect(desktopOptions(['--data'])).toEqual({ dataDir: defaultDataDir(), demo: false });
});

test('the default browser is opened with what each system has for it, and only where something can be shown', () => {
  const address = 'http://127.0.0.1:1/?token=t';
  expect(commandFor(address, 'darwin', {})).toEqual(['open', address]);
  expect(commandFor(address, 'win32', {})).toEqual(['cmd', '/c', 'start', '', address]);
  expect(commandFor(address, 'linux', { DISPLAY: ':0' })).toEqual(['xdg-open', address]);
  expect(commandFor(address, 'linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open', address]);
  expect(commandFor(address, 'linux', {})).toBeNull();
});
