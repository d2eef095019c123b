import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answersInUse } from '../../../src-main/hosts/script/answers-in-use.ts';
import { runScript, type ScriptAnswer } from '../../../src-main/hosts/script/run-script.ts';
import { linesAsTheyCome, linesOf, NotJsonLinesError } from '../../../src-main/hosts/script/script-lines.ts';
import { silentLog } from '../../../src-main/platform/log.ts';
import { openTestApp, temporaryFolder } from '../../support/open-studio.ts';

type Line = { op: string; input?: unknown; now?: string; as?: string };

const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
const studio: Line = {
  op: 'studio.create',
  input: { name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager },
};
const person = (name: string): Line => ({ op: 'customers.create', input: { kind: 'person', name } });

/** Runs lines in process, on a new ledger, and gives the answers. */
async function answersTo(lines: unknown[]): Promise<ScriptAnswer[]> {
  const { app, clock } = await openTestApp();
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const answers: ScriptAnswer[] = [];
  for await (const answer of runScript({ app, clock, log: silentLog }, texts)) answers.push(answer);
  return answers;
}

const fieldOf = (answer: ScriptAnswer | undefined) =>
  answer && 'error' in answer ? [answer.error.code, (answer.error.data as { field: string }).field] : answer;

describe('a script', () => {
  test('runs as nobody before a studio exists, then as the first manager, then as whoever a line names', async () => {
    const answers = await answersTo([
      { op: 'customers.search' },
      studio,
      { op: 'session.current' },
      { op: 'staff.create', input: { name: 'Cleo', email: 'cleo@example.org', role: 'viewer', pin: '3690' } },
      { ...person('Mara'), as: 'cleo@example.org' },
      { op: 'session.current', as: 'cleo@example.org' },
      { op: 'session.current', as: 'nobody@example.org' },
    ]);
    expect(answers[0]).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
    expect(answers[2]).toMatchObject({ ok: { email: 'ada@example.org' } });
    expect(answers[4]).toMatchObject({ error: { code: 'NOT_ALLOWED', data: { role: 'desk' } } });
    expect(answers[5]).toMatchObject({ ok: { name: 'Cleo' } });
    expect(fieldOf(answers[6])).toEqual(['INVALID_INPUT', 'as']);
  });

  test('takes fields of earlier answers into an input, at any depth', async () => {
    const answers = await answersTo([
      studio,
      person('Mara'),
      { op: 'customers.create', input: { kind: 'company', name: 'Firm' } },
      { op: 'teams.set', input: { companyId: '$3.id', memberIds: ['$2.id'], creditSharing: true } },
      { op: 'customers.search', input: { query: 'Mara' } },
      { op: 'customers.get', input: { id: '$5.rows.0.id' } },
    ]);
    expect(answers[3]).toMatchObject({ ok: { members: [{ name: 'Mara' }] } });
    expect(answers[5]).toMatchObject({ ok: { name: 'Mara' } });
  });

  test('leaves what only looks like a reference alone', async () => {
    const answers = await answersTo([studio, person('$5.00 a class'), person('$5.00'), person('$x.id')]);
    expect(answers.slice(1)).toMatchObject([
      { ok: { name: '$5.00 a class' } },
      { ok: { name: '$5.00' } },
      { ok: { name: '$x.id' } },
    ]);
  });

  test.each([
    ['a line that comes later', '$9.id'],
    ['a line that failed', '$2.id'],
    ['a field that is not there', '$1.nothing'],
    ['a field of what is not an object', '$1.name.length'],
    ['what every object inherits', '$1.constructor.name'],
    ['line 0 counts as text', '$0.id'],
  ])('says where a reference leads nowhere: %s', async (name, reference) => {
    const failing = { op: 'customers.get', input: { id: 'nobody' } };
    const [, , answer] = await answersTo([studio, failing, { op: 'customers.get', input: { id: reference } }]);
    if (name.startsWith('line 0')) expect(answer).toMatchObject({ error: { code: 'NOT_FOUND' } });
    else expect(fieldOf(answer)).toEqual(['INVALID_INPUT', 'id']);
  });

  test('moves its clock forward and never back', async () => {
    const answers = await answersTo([
      { ...studio, now: '2026-02-01T08:00:00Z' },
      { op: 'ledger.advance', now: '2026-03-01T08:00:00+01:00' },
      { op: 'ledger.advance', now: '2026-02-15T08:00:00Z' },
      { op: 'ledger.advance' },
    ]);
    expect(answers[0]).toMatchObject({ ok: { createdAt: '2026-02-01T08:00:00.000Z' } });
    const at = answers.slice(1).map((answer) => ('ok' in answer ? Date.parse((answer.ok as { to: string }).to) : null));
    const firstOfMarch = Date.parse('2026-03-01T07:00:00Z');
    expect(at).toEqual([firstOfMarch, firstOfMarch, firstOfMarch]);
  });

  test.each([
    ['no operation', {}, 'op'],
    ['an operation that is not one', { op: 'customers.forget' }, 'op'],
    ['a name that every object inherits', { op: 'constructor' }, 'op'],
    ['half a name', { op: 'customers' }, 'op'],
    ['an operation that goes on and on', { op: 'events.subscribe' }, 'op'],
    ['a line that is no object', 5, 'op'],
    ['a list', [studio], 'op'],
    ['a day that does not exist', { op: 'app.status', now: '2026-02-30T08:00:00Z' }, 'now'],
    ['a time that is no text', { op: 'app.status', now: 5 }, 'now'],
    ['a person that is no text', { op: 'app.status', as: {} }, 'as'],
    ['an input nested without end', `{"op":"app.status","input":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'input'],
  ])('answers %s with the field and goes on', async (_name, line, field) => {
    const answers = await answersTo([line, { op: 'app.status' }]);
    expect(fieldOf(answers[0])).toEqual(['INVALID_INPUT', field]);
    expect(answers[1]).toMatchObject({ ok: { state: 'empty', host: 'script' } });
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'a field named %s is a field like any other: not expected',
    async (name) => {
      const line = `{"op":"customers.create","input":{"kind":"person","name":"Mara","${name}":{"x":1}}}`;
      const [, answer] = await answersTo([studio, line]);
      expect(fieldOf(answer)).toEqual(['INVALID_INPUT', name]);
    },
  );

  test('ends where a line is not JSON, and says which', async () => {
    await expect(answersTo([studio, '{"op"'])).rejects.toThrow(/^Line 2 is not a line of JSON/);
    await expect(answersTo([studio, '', person('Mara')])).rejects.toThrow(NotJsonLinesError);
  });

  test('is read with a byte order mark, Windows line ends and empty lines at its end', () => {
    expect(linesOf('\uFEFF{"op":"app.status"}\r\n{"op":"studio.get"}\r\n\r\n')).toHaveLength(2);
    expect(linesOf('')).toEqual([]);
  });

  test.each([
    ['line separators inside a text', '{"op":"a\u2028b\u2029c"}\n{"op":"d"}\n'],
    ['Windows line ends, a byte order mark and empty lines at its end', '\uFEFF{"op":"a"}\r\n{"op":"b"}\r\n\r\n'],
    ['an empty line between, and no line end at its end', '{"op":"a"}\n\n{"op":"b"}'],
    ['nothing', ''],
  ])('has the same lines as a file and as it comes, in parts of any length: %s', async (_name, text) => {
    for (const length of [1, 3, 1000]) {
      const parts = text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
      const lines: string[] = [];
      for await (const line of linesAsTheyCome(parts)) lines.push(line);
      expect(lines).toEqual(linesOf(text));
    }
  });

  test('is told line by line where the ledger is open elsewhere', async () => {
    const answers: ScriptAnswer[] = [];
    const inUse = { message: 'The ledger is already open.' };
    for await (const answer of answersInUse(inUse, [JSON.stringify(studio), '{}'])) answers.push(answer);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toMatchObject({ error: { code: 'LEDGER_UNAVAILABLE', message: 'The ledger is already open.' } });
  });
});

const host = fileURLToPath(new URL('../../../src-main/hosts/script/main.ts', import.meta.url));

/** Runs the script host as its own process, as `npm run script` does. */
async function runHost(args: string[], input = '', env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [host, ...args], { env: { ...process.env, ...env } });
  child.stdin.on('error', () => {}).end(input);
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on('data', (part: Buffer) => out?.push(part));
  child.stderr.on('data', (part: Buffer) => err?.push(part));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = Buffer.concat(out ?? []).toString();
  return {
    status,
    output,
    answers: output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
    told: Buffer.concat(err ?? []).toString(),
  };
}

function scriptFile(text: string): string {
  const file = join(temporaryFolder(), 'script.jsonl');
  writeFileSync(file, text);
  return file;
}

describe('the script host as a process', () => {
  test('answers a file with one line of JSON per line and nothing else, whatever the answers are', async () => {
    const file = scriptFile(`${JSON.stringify(studio)}\n{"op":"nothing"}\n${JSON.stringify(person('Mara'))}\n`);
    const { status, answers, told } = await runHost([file]);
    expect(told).toBe('');
    expect(status).toBe(0);
    expect(answers).toMatchObject([
      { ok: { name: 'Lindenhof' } },
      { error: { code: 'INVALID_INPUT' } },
      { ok: { name: 'Mara' } },
    ]);
  });

  test('keeps the ledger in the folder named, and leaves nothing behind where none is', async () => {
    const data = temporaryFolder();
    const temporary = mkdtempSync(join(tmpdir(), 'tallydesk-test-'));
    await runHost([scriptFile(`${JSON.stringify(studio)}\n`), '--data', data]);
    const { answers } = await runHost(['-', '--data', data], '{"op":"studio.get"}\n');
    expect(answers).toMatchObject([{ ok: { name: 'Lindenhof' } }]);
    const forgotten = await runHost(['-'], '{"op":"app.status"}\n', { TMPDIR: temporary });
    expect(forgotten.answers).toMatchObject([{ ok: { state: 'empty' } }]);
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(temporary, { recursive: true });
  });

  test('answers a program that talks to it line by line', async () => {
    const child = spawn(process.execPath, [host, '-']);
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    child.stdin.write(`${JSON.stringify(studio)}\n`);
    const first = await answers.next();
    expect(JSON.parse(first.value)).toMatchObject({ ok: { name: 'Lindenhof' } });
    child.stdin.end(`${JSON.stringify(person('Mara'))}\n`);
    expect(JSON.parse((await answers.next()).value)).toMatchObject({ ok: { name: 'Mara' } });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });

  test('reads lines with any letters of Unicode from standard input', async () => {
    const memo = 'one line\u2028another\u2029ü';
    const text = [studio, { op: 'session.current', memo }].map((line) => JSON.stringify(line)).join('\r\n');
    const { status, answers } = await runHost(['-'], `${text}\r\n`);
    expect(status).toBe(0);
    expect(answers).toMatchObject([{ ok: { name: 'Lindenhof' } }, { ok: { name: 'Ada' } }]);
  });

  test('runs nothing of a file that is not JSON lines, and ends with status 2', async () => {
    const data = temporaryFolder();
    const broken = await runHost([scriptFile(`${JSON.stringify(studio)}\nhello\n`), '--data', data]);
    expect(broken).toMatchObject({ status: 2, output: '' });
    expect(broken.told).toMatch(/^Line 2 is not a line of JSON/);
    expect(readdirSync(data)).toEqual([]);
  });

  test.each([[[]], [['/nowhere/script.jsonl']], [['-', 'another']], [['-', '--dta', 'x']]])(
    'says how it is used where it is called otherwise: %j',
    async (args) => {
      const { status, output, told } = await runHost(args);
      expect([status, output]).toEqual([2, '']);
      expect(told).toMatch(/Usage: npm run -s script|cannot be read/);
      expect(told).not.toMatch(/\n {4}at /);
    },
  );

  test('tells each line where another process has the ledger, and changes nothing', async () => {
    const { dataDir, desk } = await openTestApp();
    const { status, answers, told } = await runHost(['-', '--data', dataDir], `${JSON.stringify(studio)}\n`);
    expect(status).toBe(0);
    expect(answers).toMatchObject([{ error: { code: 'LEDGER_UNAVAILABLE', data: { advice: expect.any(String) } } }]);
    expect(told).toMatch(/already open/);
    expect((await desk.app.status({})).state).toBe('empty');
  });
});
