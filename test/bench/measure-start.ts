import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Figures, median, short } from './figures.ts';
import type { BenchLedger } from './generate-ledger.ts';
import { withCopy } from './open-bench-app.ts';

const out = fileURLToPath(new URL('../../out/', import.meta.url));
const rounds = 5;

/** From the start of the process until the page and who may sign in are answered; and how much the page loads first. */
export async function measureStart(ledger: BenchLedger, figures: Figures): Promise<void> {
  await withCopy(ledger, async (dataDir) => {
    const times: number[] = [];
    // The first start meets the copy cold and takes in what has become due since the ledger was made.
    for (let round = -1; round < rounds; round += 1) {
      const time = await timeOfStart(dataDir);
      if (round >= 0) times.push(time);
    }
    const note = `${times.map(short).join(', ')} ms`;
    figures.add({
      section: 'start',
      name: 'the shell is usable, median',
      figure: median(times),
      unit: 'ms',
      target: 1500,
      better: 'less',
      note,
    });
  });
  await measureSecondStart(ledger, figures);
  const files = firstScripts();
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  figures.add({
    section: 'start',
    name: 'the shell’s first JavaScript, gzipped',
    figure: bytes / 1024,
    unit: 'KB',
    target: 350,
    better: 'less',
    note: `${files.length} files`,
  });
}

/** From the start of a second process on an open ledger until it has said where the first one is (contract.md: within a second). */
async function measureSecondStart(ledger: BenchLedger, figures: Figures): Promise<void> {
  await withCopy(ledger, async (dataDir) => {
    const first = startApp(dataDir);
    try {
      await readyAddress(first);
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) times.push(await timeOfSecondStart(dataDir));
      figures.add({
        section: 'start',
        name: 'a second start says where the first is, slowest',
        figure: Math.max(...times),
        unit: 'ms',
        target: 1000,
        better: 'less',
        note: `${times.map(short).join(', ')} ms`,
      });
    } finally {
      await ended(first);
    }
  });
}

async function timeOfSecondStart(dataDir: string): Promise<number> {
  const began = performance.now();
  const [told] = await once(startApp(dataDir).stderr, 'data');
  if (!String(told).includes('already runs')) throw new Error(`a second start said ${told}`);
  return performance.now() - began;
}

function startApp(dataDir: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(out, 'main', 'browser.js'), '--data', dataDir, '--port', '0', '--no-open']);
}

async function timeOfStart(dataDir: string): Promise<number> {
  const began = performance.now();
  const app = startApp(dataDir);
  try {
    const address = await readyAddress(app);
    const cookie = (await fetch(address, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? '';
    const { origin } = new URL(address);
    const page = await fetch(origin, { headers: { cookie } });
    if (!page.ok || !(await page.text()).includes('<div id="root">'))
      throw new Error(`the page answered ${page.status}`);
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const choices = await fetch(`${origin}/rpc/session/choices`, { method: 'POST', headers, body: '{"json":{}}' });
    const answer = (await choices.json()) as { json?: { staff?: unknown[] } };
    if (!answer.json?.staff?.length) throw new Error(`session.choices answered ${choices.status}`);
    return performance.now() - began;
  } finally {
    await ended(app);
  }
}

function readyAddress(app: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    let complaint = '';
    app.stdout.on('data', (data) => {
      told += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(told);
      if (address) resolve(address[0]);
    });
    app.stderr.on('data', (data) => {
      complaint += data;
    });
    app.on('exit', (status) => reject(new Error(`the app ended with ${status}: ${complaint}`)));
  });
}

function ended(app: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve) => {
    if (app.exitCode !== null) return resolve();
    app.on('exit', () => resolve());
    app.kill('SIGINT');
  });
}

/** What the page names: its script and what it loads with it. */
function firstScripts(): string[] {
  const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8');
  const named = [...page.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  if (named.length === 0) throw new Error('the page names no script');
  return [...new Set(named)].map((file) => join(out, 'renderer', file));
}
