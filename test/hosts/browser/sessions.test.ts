import { expect, test } from 'vitest';
import { Sessions } from '../../../src-main/hosts/browser/sessions.ts';
import { openSession } from '../../../src-main/services/session.ts';

const atMost = 100;

/** The sessions of a launch; what begins a new one, as the cookie that its window sends. */
function launch() {
  const sessions = new Sessions(() => ({ session: openSession(), host: { kind: 'browser' } }), 5055);
  const enter = () => sessions.begin().split(';')[0] ?? '';
  const isIn = (cookie: string) => sessions.contextOf(cookie) !== null;
  return { sessions, enter, isIn };
}

test('of more than a hundred windows, the one that was not used for longest is let go', () => {
  const { enter, isIn } = launch();
  const [first, second] = [enter(), enter()];
  for (let opened = 2; opened < atMost; opened += 1) enter();
  expect(isIn(first)).toBe(true);
  const last = enter();
  expect([first, second, last].map(isIn)).toEqual([true, false, true]);
});

test('a cookie of another port, or with another value, is no session', () => {
  const { enter, isIn } = launch();
  const cookie = enter();
  expect([cookie, cookie.replace('5055', '5056'), `${cookie}x`, ''].map(isIn)).toEqual([true, false, false, false]);
  expect(isIn(`theme=dark; ${cookie}`)).toBe(true);
});

test('a token for one opening opens one window, and the token of the launch any number', () => {
  const { sessions } = launch();
  const once = sessions.tokenForOneOpening();
  expect([once, once, sessions.token, sessions.token, 'another'].map((token) => sessions.take(token))).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
});
