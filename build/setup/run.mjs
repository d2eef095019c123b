import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** How Node runs TypeScript as it is: the WebAssembly that strips types is compiled once, in the foreground; freeing it during a background compilation has crashed Node 24.21. */
export const sourceFlags = ['--liftoff-only', '--wasm-num-compilation-tasks=0'];

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program to its end and gives its exit status (128 + n where signal n ended it; 127 where it could not be
 * started). Signals that this process gets are passed on, so that the program can close what it holds.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number }} [options]
 */
export function run(program, args, { limitMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    const pass = (signal) => {
      // A console on Windows tells all its programs of Ctrl+C itself, and kill() there would end them on the spot.
      if (process.platform !== 'win32') child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const watch = whenNpmIsGone(() => pass('SIGTERM'));
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs);
    const finish = (status) => {
      clearTimeout(timer);
      clearInterval(watch);
      for (const signal of signals) process.off(signal, pass);
      resolve(status);
    };
    child.once('error', () => finish(127));
    child.once('close', (code, signal) => finish(code ?? numberOf(signal)));
  });
}

/** A signal to npm ends npm and its shell but never reaches the script they run: it finds itself without its parent. */
function whenNpmIsGone(end) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && end(), 250);
}

const numberOf = (signal) => 128 + constants.signals[signal];
const faults = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGSYS'].map(numberOf);
/** Windows tells a fault as a status from here on, and Ctrl+C as one of them. */
const firstFaultOfWindows = 0x8000_0000;
const interruptOfWindows = 0xc000_013a;

/** True for a status of `run` that means a fault of the program itself (a crash, a refused sandbox), not its own ending nor a wish to end it. */
export function brokeDown(status) {
  return faults.includes(status) || (status >= firstFaultOfWindows && status !== interruptOfWindows);
}

/** Runs a program as `run` does, but keeps what it writes: `{ status, output }`. */
export async function runQuietly(program, args, options = {}) {
  const parts = [];
  const status = await new Promise((resolve) => {
    const { limitMs, ...rest } = options;
    const child = spawn(program, args, { cwd: root, ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.once('error', (error) => {
      parts.push(Buffer.from(error.message));
      clearTimeout(timer);
      resolve(127);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
  return { status, output: stripVTControlCharacters(Buffer.concat(parts).toString()) };
}
