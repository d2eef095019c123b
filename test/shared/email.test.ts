import { describe, expect, it } from 'vitest';
import { emailOrEmpty, optionalEmail } from '../../src-shared/contract/common.ts';
import { isEmail } from '../../src-shared/email.ts';

describe('an e-mail address', () => {
  it.each([
    ['mara@example.org', true],
    ['ö@ä', true],
    ['a@', false],
    ['@a', false],
    ['a b@c', false],
    ['a@b@c', false],
    ['mara at home', false],
    ['', false],
    [`${'a'.repeat(250)}@b.c`, true],
    [`${'a'.repeat(251)}@b.c`, false],
  ])('%j: %s', (text, is) => {
    expect(isEmail(text)).toBe(is);
  });

  it('of a customer may be empty or left out, and is refused in words otherwise', () => {
    expect([undefined, null, '', '  ', ' mara@example.org '].map((value) => optionalEmail.parse(value))).toEqual([
      null,
      null,
      null,
      null,
      'mara@example.org',
    ]);
    expect(emailOrEmpty.safeParse('a@').error?.issues.map(({ message }) => message)).toEqual([
      'expected an e-mail address, like name@example.org',
    ]);
  });
});
