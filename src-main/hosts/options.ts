import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../platform/paths.ts';

/** How a person wants the app started. */
export type StartOptions = {
  readonly dataDir: string;
  /** 0: any free one; null: the usual one, or any free one where that is taken. */
  readonly port: number | null;
  readonly open: boolean;
  readonly demo: boolean;
};

/** An option that does not exist or has no meaning, told with the ones that do. */
export class UnknownOptionError extends Error {
  constructor(problem: string) {
    super(`${problem}\n${usage}`);
    this.name = 'UnknownOptionError';
  }
}

const usage = `Usage: npm start [-- OPTIONS]
  --browser    open in the browser even where Electron is there
  --port N     the browser host's port (0: any free one)
  --no-open    do not open the default browser
  --data DIR   where the ledger lives
  --demo       fill a new ledger with the demo studio`;

const highestPort = 65_535;

/** Reads the options of `npm start`; throws UnknownOptionError with the usage where something is not one. */
export function startOptions(args: string[]): StartOptions {
  const { data, port, demo, 'no-open': noOpen } = parsed(args);
  return {
    dataDir: resolve(data ?? defaultDataDir()),
    port: port === undefined ? null : portOf(port),
    open: noOpen !== true,
    demo: demo === true,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= highestPort) return port;
  throw new UnknownOptionError(`--port takes a number from 0 to ${highestPort}, not "${text}".`);
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        browser: { type: 'boolean' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        data: { type: 'string' },
        demo: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UnknownOptionError(error instanceof Error ? error.message : String(error));
  }
}

/** The options that a desktop window knows; Electron's and Chromium's own switches among the arguments are theirs. */
export function desktopOptions(args: string[]): Pick<StartOptions, 'dataDir' | 'demo'> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { data: { type: 'string' }, demo: { type: 'boolean' } },
  });
  const named = typeof values.data === 'string' ? values.data : defaultDataDir();
  return { dataDir: resolve(named), demo: values.demo === true };
}
